/** `2026-11-01T00:00:00.000Z` as SQL writes it. */
export const sqlTime = (iso: string): string => iso.replace('T', ' ').replace('Z', '');
