/** A file of records with the times of its first and last record, both as DuckDB writes a TIMESTAMP. */
export interface TimedFile {
  filename: string;
  rows: bigint;
  first: string;
  last: string;
}

/** Files that have records from `from` on and before `to`; undefined stands for no limit. */
export interface TimeSlice {
  files: string[];
  from: string | undefined;
  to: string | undefined;
}

/** Rows that a slice should have at least where files overlap: each that two slices share is read twice. */
const manyRows = 100_000;

/**
 * Cuts files into slices of time so that two records of one moment are always in the same slice: what has to be compared
 * record by record is compared within few of them at a time, which a processor's cache holds. Files that lie one behind
 * the other give a slice each. Where a few overlap, as pieces do that two threads wrote beside each other, slices are
 * wider and share them; where many do, there is no cut.
 * @param own files that say where to cut. @param old files that are looked at as well.
 */
export function sliceByTime(own: TimedFile[], old: TimedFile[]): TimeSlice[] {
  const total = own.reduce((sum, file) => sum + Number(file.rows), 0);
  // A small file that spans everything, as a second look leaves one, would keep the others from being told apart.
  const large = own.filter((file) => Number(file.rows) * own.length * 2 >= total);
  const cuts: string[] = [];
  let open: TimedFile[] = [];
  let rows = 0;
  for (const file of large.sort((a, b) => (a.first < b.first ? -1 : 1))) {
    open = open.filter(({ last }) => last >= file.first);
    const isNarrow = rows >= manyRows && open.length * 4 <= large.length && file.first !== cuts.at(-1);
    if (rows > 0 && (open.length === 0 || isNarrow)) {
      cuts.push(file.first);
      rows = 0;
    }
    open.push(file);
    rows += Number(file.rows);
  }
  return [undefined, ...cuts].map((from, i) => slice([...own, ...old], from, cuts[i]));
}

function slice(files: TimedFile[], from: string | undefined, to: string | undefined): TimeSlice {
  const within = files.filter(
    ({ first, last }) => (from === undefined || last >= from) && (to === undefined || first < to),
  );
  return {
    files: within.map(({ filename }) => filename),
    // A limit that all files keep anyway need not be asked of each record.
    from: within.some(({ first }) => from !== undefined && first < from) ? from : undefined,
    to: within.some(({ last }) => to !== undefined && last >= to) ? to : undefined,
  };
}
