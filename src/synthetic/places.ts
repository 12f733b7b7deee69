import type { NumberingPlan } from './numbering.js';
import { hashed, type Random } from './random.js';

/** A cell by its index in `Places`. */
export type Cell = number;

/** The cells of the network: towns (areas) with cells around their middle, neighbours in the index being near. */
export class Places {
  readonly names: string[] = [];
  readonly latitude: number[] = [];
  readonly longitude: number[] = [];
  readonly area: number[] = [];
  /** Cells of the operator itself; behind them come those of a network abroad, where our lines roam. */
  readonly own: number;
  readonly areas: { name: string; first: Cell; count: number }[] = [];

  /** @param lines how many lines the cells carry, so many a cell; there are at least 36 cells. */
  constructor(random: Random, plan: NumberingPlan, lines: number, linesPerCell: number) {
    const wanted = Math.max(36, Math.round(lines / linesPerCell));
    const towns = Math.max(5, Math.min(80, Math.round(wanted / 9)));
    for (let town = 0; town < towns; town += 1) {
      const [latitude, longitude] = [random.between(37, 42.8), random.between(-6.5, 0.5)];
      // Towns differ in size as they do in life: the first is the largest by far.
      const count = Math.max(4, Math.round((wanted * 0.35) / (town + 1) + (wanted * 0.65) / towns));
      this.areas.push({ name: `area-${String(town + 1).padStart(2, '0')}`, first: this.names.length, count });
      for (let i = 0; i < count; i += 1) {
        const [angle, radius] = [(2 * Math.PI * i) / count, 0.12 * Math.sqrt(random.next())];
        this.names.push(`${plan.mcc}-${plan.mnc}-${1100 + town}-${20000 + random.below(9000) * 4 + (i % 3)}`);
        this.latitude.push(Number((latitude + radius * Math.sin(angle)).toFixed(5)));
        this.longitude.push(Number((longitude + 1.3 * radius * Math.cos(angle)).toFixed(5)));
        this.area.push(town);
      }
    }
    this.own = this.names.length;
    this.#addAbroad(random, plan);
  }

  /** A country's cells abroad as roaming records name them: a foreign network's code, a place nobody here knows. */
  #addAbroad(random: Random, plan: NumberingPlan): void {
    for (const town of ['abroad-1', 'abroad-2', 'abroad-3']) {
      const network = `${Number(plan.mcc) + random.whole(1, 9)}-0${random.whole(1, 9)}-${random.whole(100, 9000)}`;
      const count = random.whole(4, 9);
      this.areas.push({ name: town, first: this.names.length, count });
      for (let i = 0; i < count; i += 1) {
        this.names.push(`${network}-${random.whole(100, 60_000)}`);
        this.latitude.push(Number.NaN);
        this.longitude.push(Number.NaN);
        this.area.push(this.areas.length - 1);
      }
    }
  }

  /** Any cell abroad. */
  abroad(random: Random): Cell {
    return this.own + random.below(this.names.length - this.own);
  }

  /** Any cell; larger towns come up more often. */
  anywhere(random: Random): Cell {
    return random.below(this.own);
  }

  /** A cell of the same town. */
  inTown(random: Random, cell: Cell): Cell {
    const town = this.#town(cell);
    return town.first + random.below(town.count);
  }

  /** One of the cells that also cover the place; always the same for the same `which`. */
  neighbour(cell: Cell, which = 1): Cell {
    const town = this.#town(cell);
    return town.first + ((cell - town.first + which + town.count) % town.count);
  }

  /** Some cell of a town that depends on nothing but the arguments. */
  hashedInTown(cell: Cell, a: number, b: number): Cell {
    const town = this.#town(cell);
    return town.first + Math.floor(hashed(a, b, 77) * town.count);
  }

  areaName(cell: Cell): string {
    return this.#town(cell).name;
  }

  #town(cell: Cell): { name: string; first: Cell; count: number } {
    return this.areas[this.area[cell] as number] as { name: string; first: Cell; count: number };
  }
}
