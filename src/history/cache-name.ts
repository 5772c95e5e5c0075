/** The name of a file of the cache: of which sources, and of what state of them; 16 digits of a hash each. */
export const cacheName = (sources: string, state: string): string => `history-${sources}${state}.parquet`;

/** Whether a file is one of the cache, by its name. */
export const isCacheName = (name: string): boolean => /^history-[0-9a-f]{32}\.parquet$/.test(name);

/** Whether two files of the cache are of the same sources, each of another state of them. */
export const isEarlierState = (name: string, kept: string): boolean =>
  isCacheName(name) && name !== kept && name.slice(0, -stateLength) === kept.slice(0, -stateLength);

const stateLength = '0123456789abcdef.parquet'.length;
