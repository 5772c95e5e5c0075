/** A day of a series: how many of how many. */
export interface DayCount {
  day: string;
  hits: number;
  all: number;
}
