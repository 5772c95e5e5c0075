/** Whether the column `domain` is one of some domains, as SQL with its bound values; one that begins with a dot stands for all that end so. */
export function domainsIn(domains: readonly string[]): { sql: string; values: readonly string[] } {
  const ends = domains.filter((one) => one.startsWith('.'));
  const whole = domains.filter((one) => !one.startsWith('.'));
  const parts = [
    ...(whole.length === 0 ? [] : [`domain IN (${whole.map(() => '?').join(', ')})`]),
    ...ends.map(() => 'domain LIKE ?'),
  ];
  const sql = parts.join(' OR ');
  return {
    sql: parts.length > 1 ? `(${sql})` : sql,
    values: [...whole, ...ends.map((end) => `%${end}`)],
  };
}
