import type { Gauge } from '../../model/check.ts';
import { xml } from '../xml.ts';
import { grouped } from '../../model/many.ts';

/** The coordinates of a drawing; the page stretches it to its own width. */
const width = 600;
const barHeight = 20;
const trendHeight = 60;

/**
 * A number against its limits as inline SVG: a bar with a line for each limit, and below it the earlier values under
 * the same limits. The words stand in HTML, so that they stay readable on a phone.
 */
export function renderGauge({ title, unit, value, limits, points }: Gauge): string {
  const all = [value, ...limits.map((limit) => limit.value), ...points.map((point) => point.value)];
  const top = Math.max(...all) * 1.1 || 1;
  const share = (amount: number): number => Math.min(1, Math.max(0, amount) / top);
  const level = levelOf(value, limits);
  const words = limits.map((limit) => `${amountOf(limit.value, unit)} (${limit.label})`).join(', ');
  const now = amountOf(value, unit);
  const bar = [
    `<rect class="track" width="${String(width)}" height="${String(barHeight)}"/>`,
    `<rect class="${level}" width="${x(share(value))}" height="${String(barHeight)}"/>`,
    ...limits.map((limit) => {
      const at = x(share(limit.value));
      return `<line class="limit" x1="${at}" x2="${at}" y1="0" y2="${String(barHeight)}"/>`;
    }),
  ];
  return [
    '<figure class="gauge">',
    `<figcaption>${xml(title)}: <strong class="${level}-text">${xml(now)}</strong> <span class="dim">limits: ${xml(words)}</span></figcaption>`,
    drawing('bar', barHeight, `${title}: ${now}; ${words}`, bar),
    ...(points.length < 2 ? [] : renderTrend(points, limits, unit)),
    '</figure>',
  ].join('');
}

/** The earlier values as a line, oldest at the left, up to the first limit that they have not reached. */
function renderTrend(
  points: Gauge['points'],
  limits: Gauge['limits'],
  unit: Gauge['unit'],
): readonly string[] {
  const highest = Math.max(...points.map(({ value }) => value));
  const next = limits.find(({ value }) => value > highest)?.value ?? 0;
  const top = Math.max(highest, next) * 1.1 || 1;
  const y = (amount: number): string => ((1 - Math.max(0, amount) / top) * trendHeight).toFixed(1);
  const step = 1 / (points.length - 1);
  const path = points.map(({ value }, index) => `${x(index * step)},${y(value)}`).join(' ');
  const [first, last] = [points[0], points.at(-1)].map((point) => ({
    day: point?.at.slice(0, 10) ?? '',
    amount: amountOf(point?.value ?? 0, unit),
  }));
  const span = `${first?.amount ?? ''} on ${first?.day ?? ''}, ${last?.amount ?? ''} on ${last?.day ?? ''}`;
  return [
    drawing('trend', trendHeight, span, [
      ...limits
        .filter(({ value }) => value <= top)
        .map(
          ({ value }) =>
            `<line class="limit" x1="0" x2="${String(width)}" y1="${y(value)}" y2="${y(value)}"/>`,
        ),
      `<polyline points="${path}"/>`,
    ]),
    `<p class="dim">${xml(span)}</p>`,
  ];
}

const drawing = (kind: string, height: number, label: string, shapes: readonly string[]): string =>
  `<svg class="${kind}" viewBox="0 0 ${String(width)} ${String(height)}" preserveAspectRatio="none" role="img" aria-label="${xml(label)}">${shapes.join('')}</svg>`;

const x = (share: number): string => (share * width).toFixed(1);

function levelOf(value: number, limits: Gauge['limits']): 'good' | 'warn' | 'bad' {
  const reached = limits.filter((limit) => value >= limit.value).length;
  if (reached === 0) return 'good';
  // The first limit of several is a warning; the last, or the only one, is not.
  return reached === 1 && limits.length > 1 ? 'warn' : 'bad';
}

function amountOf(value: number, unit: Gauge['unit']): string {
  const digits = unit === 'recipients' ? 0 : value !== 0 && value < 1 ? 2 : 1;
  const text = grouped(value, digits);
  return unit === 'percent' ? `${text}%` : text;
}
