const units = ['bytes', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Bytes as Athena counts them: `1.5 GB`, of 1024 MB each. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let index = 0;
  while (value >= 1024 && index < units.length - 1) {
    value /= 1024;
    index += 1;
  }
  const digits = index === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${Number(value.toFixed(digits))} ${units[index] ?? 'bytes'}`;
}

/** Bytes of `10GB`, `500 MB` or `1TB`; null when it is none. */
export function bytesOf(text: string): number | null {
  const match = /^(\d{1,15}(?:\.\d{1,3})?)\s?([KMGT])i?B?$/i.exec(text.trim());
  if (match === null) return null;
  const power = 'KMGT'.indexOf((match[2] ?? '').toUpperCase()) + 1;
  const bytes = Number(match[1]) * 1024 ** power;
  return bytes > 0 ? bytes : null;
}

const dollarsPerTerabyte = 5;
const fewestBytes = 10 * 1024 * 1024;

/**
 * What queries cost: USD 5 for a TB in most Regions, more in some, and 10 MB at least for each query ("Amazon Athena
 * pricing").
 */
export function priceText(bytes: number, queries: number): string {
  const billed = Math.max(bytes, queries * fewestBytes);
  const dollars = (billed / 1024 ** 4) * dollarsPerTerabyte;
  return dollars < 0.01 ? 'less than USD 0.01' : `about USD ${dollars.toFixed(2)}`;
}
