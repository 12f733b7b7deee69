/** What exports write where there is nothing; read as NULL. */
export const nothing = ['', 'NULL', 'null', '(null)', '\\N', 'N/A', 'n/a', 'None', 'NaN', 'nan'];

/** Whether a cell of a sample stands for nothing. */
export function isNothing(cell: string): boolean {
  return cell.trim() === '' || nothing.includes(cell);
}
