/**
 * A question in the SQL that both engines speak. `ev` is the flat table of events (see columns.ts), already cut to the
 * range and to --where. `ctes` may define further tables on it.
 */
export interface Question {
  ctes?: string;
  select: string;
  /** Only rows of failures are read: the columns of the others may be empty. */
  readsFailures?: boolean;
  /** Bound values for each `?`, in order. */
  values?: readonly string[];
}
