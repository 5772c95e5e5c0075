import { grouped } from './many.ts';
const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Seconds as people say them, in at most two units: `2 days 3 hours`, `45 seconds`. Rounded up to the smaller unit. */
export function duration(seconds: number): string {
  const index = units.findIndex(([, size]) => seconds >= size);
  const [unit, size] = units[index === -1 ? 3 : index] ?? units[3];
  const [smaller, smallerSize] = units[Math.min((index === -1 ? 3 : index) + 1, 3)] ?? units[3];
  const total = Math.ceil(seconds / smallerSize) * smallerSize;
  const rest = Math.round((total % size) / smallerSize);
  const whole = say(Math.floor(total / size), unit);
  return rest === 0 || smaller === unit ? whole : `${whole} ${say(rest, smaller)}`;
}

const say = (count: number, unit: string): string => `${grouped(count)} ${unit}${count === 1 ? '' : 's'}`;
