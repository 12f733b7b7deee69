import { SimhoundError } from '../errors.js';

/** What Trino says of a query that failed. */
export interface TrinoFailure {
  message: string;
  errorName: string;
  errorType: string;
  errorLocation?: { lineNumber: number; columnNumber: number };
}

/** A query that Trino refused or gave up; `sql` is the text that the location counts in. */
export class TrinoQueryError extends Error {
  readonly queryId: string;
  readonly errorName: string;
  readonly errorType: string;
  /** Lines and columns count from 1. */
  readonly location: { line: number; column: number } | undefined;

  constructor(queryId: string, failure: TrinoFailure) {
    super(`${failure.message} (Trino query ${queryId}, ${failure.errorName})`);
    this.name = 'TrinoQueryError';
    this.queryId = queryId;
    this.errorName = failure.errorName;
    this.errorType = failure.errorType;
    this.location = failure.errorLocation && {
      line: failure.errorLocation.lineNumber,
      column: failure.errorLocation.columnNumber,
    };
  }

  /** True when the same query may well succeed in a moment: a worker was lost, or the cluster is starting or full. */
  get transient(): boolean {
    return passing.has(this.errorName);
  }
}

/** Names of Trino's StandardErrorCode that tell of the cluster's state and not of the query. */
const passing = new Set([
  'NO_NODES_AVAILABLE',
  'REMOTE_TASK_ERROR',
  'REMOTE_TASK_FAILED',
  'REMOTE_TASK_MISMATCH',
  'REMOTE_HOST_GONE',
  'PAGE_TRANSPORT_ERROR',
  'PAGE_TRANSPORT_TIMEOUT',
  'TOO_MANY_REQUESTS_FAILED',
  'SERVER_SHUTTING_DOWN',
  'SERVER_STARTING_UP',
  'QUERY_QUEUE_FULL',
  'CLUSTER_OUT_OF_MEMORY',
]);

const missing = new Set([
  'CATALOG_NOT_FOUND',
  'SCHEMA_NOT_FOUND',
  'MISSING_CATALOG_NAME',
  'CATALOG_NOT_AVAILABLE',
]);

/**
 * What a failed query means for the user: an error of the catalogue, or undefined when the SQL itself is wrong and
 * whoever knows the SQL's file must say so.
 */
export function complaintOf(error: TrinoQueryError): SimhoundError | undefined {
  if (error.errorName === 'PERMISSION_DENIED') {
    return new SimhoundError('ENGINE_DENIED', {
      what: `Trino does not allow it: ${error.message}`,
      todo: 'Give the user of trino.user the right to create schemas and tables in trino.catalog.',
      cause: error,
    });
  }
  if (missing.has(error.errorName)) {
    return new SimhoundError('ENGINE_CATALOG', {
      what: `Trino lacks a catalog or schema: ${error.message}`,
      todo: 'Set trino.catalog to a Hive catalog of this cluster (docs/scale.md has its file).',
      cause: error,
    });
  }
  if (error.errorType === 'USER_ERROR' && error.location !== undefined) return undefined;
  return new SimhoundError('ENGINE_FAILED', {
    what: `Trino failed: ${error.message}`,
    todo: todoOf(error),
    cause: error,
  });
}

function todoOf(error: TrinoQueryError): string {
  if (/EXCEEDED_.*MEMORY|OUT_OF_MEMORY/.test(error.errorName)) {
    return 'Give the workers more memory, add workers, or raise query_max_memory under trino.session.';
  }
  if (error.errorName === 'GENERIC_INSUFFICIENT_RESOURCES' || error.errorName === 'NO_NODES_AVAILABLE') {
    return "Start the workers that are missing, then run again; they are listed in Trino's page.";
  }
  if (/^HIVE_/.test(error.errorName)) {
    return "Check that the workers may read and write the store's lake, then run again.";
  }
  return "Look the query up in Trino's page and run again: tables already built are kept.";
}
