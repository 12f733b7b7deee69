/** A type of DuckDB as Trino calls it. */
export function typeInTrino(type: string): string {
  return type === 'TIMESTAMP' ? 'TIMESTAMP(6)' : type;
}

/** A type of Trino as DuckDB calls it. */
export function typeInDuckDb(type: string): string {
  return type.replace(/\(\d+\)$/, '').toUpperCase();
}
