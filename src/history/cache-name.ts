/** The name of a file of the cache. `mark`: 32 digits of a hash. */
export const cacheName = (mark: string): string => `history-${mark}.parquet`;

/** Whether a file is one of the cache, by its name. */
export const isCacheName = (name: string): boolean => /^history-[0-9a-f]{32}\.parquet$/.test(name);
