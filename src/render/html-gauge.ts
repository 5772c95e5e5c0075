import type { Gauge } from '../check.ts';
import { xml } from './xml.ts';

const width = 600;
const height = 64;

/** A number against its limits as inline SVG: a bar, a line for each limit, and the earlier values above. No script, no style attribute. */
export function renderGauge({ title, unit, value, limits, points }: Gauge): string {
  const top =
    Math.max(value, ...limits.map((limit) => limit.value), ...points.map((point) => point.value)) * 1.15 || 1;
  const x = (amount: number): string => ((Math.max(0, amount) / top) * width).toFixed(1);
  const reached = limits.filter((limit) => value >= limit.value).length;
  const level = reached === 0 ? 'good' : reached < limits.length ? 'warn' : 'bad';
  const marks = limits.map(
    (limit) =>
      `<line class="limit" x1="${x(limit.value)}" x2="${x(limit.value)}" y1="14" y2="46"/><text class="label" x="${x(limit.value)}" y="60" text-anchor="middle">${xml(`${limit.label} ${amountOf(limit.value, unit)}`)}</text>`,
  );
  const label = `${title}: ${amountOf(value, unit)}; ${limits.map((limit) => `${limit.label} ${amountOf(limit.value, unit)}`).join(', ')}`;
  return [
    '<figure class="gauge">',
    `<figcaption>${xml(title)}: <strong>${xml(amountOf(value, unit))}</strong></figcaption>`,
    `<svg viewBox="0 0 ${String(width)} ${String(height)}" role="img" aria-label="${xml(label)}">`,
    `<rect class="track" x="0" y="20" width="${String(width)}" height="20" rx="4"/>`,
    `<rect class="${level}" x="0" y="20" width="${x(value)}" height="20" rx="4"/>`,
    ...marks,
    '</svg>',
    points.length < 2 ? '' : sparkline(points, top),
    '</figure>',
  ].join('');
}

/** The earlier values as a line, oldest at the left. */
function sparkline(points: Gauge['points'], top: number): string {
  const step = width / (points.length - 1);
  const path = points.map(
    ({ value }, index) => `${(index * step).toFixed(1)},${(40 - (Math.max(0, value) / top) * 38).toFixed(1)}`,
  );
  const first = points[0]?.at.slice(0, 10) ?? '';
  const last = points.at(-1)?.at.slice(0, 10) ?? '';
  return `<svg class="trend" viewBox="0 0 ${String(width)} 42" role="img" aria-label="${xml(`from ${first} to ${last}`)}"><polyline points="${path.join(' ')}"/></svg><p class="dim">${xml(first)} – ${xml(last)}</p>`;
}

function amountOf(value: number, unit: Gauge['unit']): string {
  const digits = unit === 'recipients' ? 0 : value !== 0 && value < 1 ? 2 : 1;
  const text = value.toLocaleString('en-US', { maximumFractionDigits: digits });
  return unit === 'percent' ? `${text} %` : text;
}
