/** The Monday of the week of a time in seconds, in UTC. */
export function mondayOf(seconds: number): string {
  const day = new Date(seconds * 1000);
  const back = (day.getUTCDay() + 6) % 7;
  return new Date((seconds - back * 86_400) * 1000).toISOString().slice(0, 10);
}
