import { xml } from '../../render/xml.ts';

/** One bar: parts on top of each other. `tone` is the number of a colour of the style sheet. */
export interface Bar {
  label: string;
  parts: readonly { name: string; value: number; tone: number }[];
}

interface Chart {
  title: string;
  bars: readonly Bar[];
  limits: readonly { label: string; value: number }[];
  show: (value: number) => string;
  /** The value at the upper edge; else the largest of the bars, and the first limit. */
  top?: number;
  /** Half: two beside each other. Small: one of many on one scale. */
  format?: keyof typeof sizes;
}

/** Pixels of the drawing, near those it has on the page, so that its words have their size; and how many days are named. */
const sizes = {
  full: { width: 1040, height: 240, left: 58, bottom: 24, top: 14, named: 10 },
  half: { width: 520, height: 200, left: 52, bottom: 24, top: 14, named: 5 },
  small: { width: 240, height: 120, left: 46, bottom: 22, top: 12, named: 2 },
};

/** Bars as an inline SVG with a title for each, its axis, and limits as lines with their names. */
export function bars({ title, bars: all, limits, show, top, format = 'full' }: Chart): string {
  const { width, height, left, bottom, top: above, named } = sizes[format];
  const sums = all.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const highest = Math.max(...sums, 0);
  // A limit far above every bar would press them flat.
  const drawn = limits.filter(({ value }, index) => index === 0 || value <= highest * 2);
  const most = top ?? (Math.max(highest, ...drawn.map(({ value }) => value)) * 1.12 || 1);
  const scale = (value: number): number => (value / most) * (height - bottom - above);
  const step = (width - left) / Math.max(1, all.length);
  const rects = all.map((bar, index) => {
    let y = height - bottom;
    const parts = bar.parts
      .filter(({ value }) => value > 0)
      .map(({ value, tone }) => {
        const tall = scale(value);
        y -= tall;
        return `<rect class="tone-${tone}" x="${round(left + index * step + step * 0.1)}" y="${round(y)}" width="${round(step * 0.8)}" height="${round(tall)}"/>`;
      });
    const told = bar.parts
      .filter(({ value }) => value > 0)
      .map(({ name, value }) => `${name}: ${show(value)}`)
      .join('\n');
    return `<g><title>${xml(`${bar.label}\n${told}`)}</title>${parts.join('')}</g>`;
  });
  const every = Math.ceil(all.length / named);
  // They hang from the axis: where words are larger than planned, on a phone, they grow away from the bars.
  const labels = all.map(({ label }, index) =>
    index % every === 0
      ? `<text x="${round(left + index * step + step / 2)}" y="${height - bottom + 6}" text-anchor="middle" dominant-baseline="hanging">${xml(label.slice(5))}</text>`
      : '',
  );
  // Named at the left: on a phone the right end of a chart is out of sight.
  const lines = drawn.map(({ label, value }) => {
    const y = round(height - bottom - scale(value));
    return `<line class="limit" x1="${left}" x2="${width}" y1="${y}" y2="${y}"/><text class="limit-name" x="${left + 4}" y="${y - 3}">${xml(label)}</text>`;
  });
  const axis = (format === 'small' ? [0, 1] : [0, 0.5, 1])
    .map((part) => {
      const y = round(height - bottom - scale(most * part));
      return `<line class="grid" x1="${left}" x2="${width}" y1="${y}" y2="${y}"/><text x="${left - 6}" y="${y + 4}" text-anchor="end">${xml(show(most * part))}</text>`;
    })
    .join('');
  return `<figure><figcaption>${xml(title)}</figcaption><svg class="${format}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${xml(title)}">${axis}${rects.join('')}${lines.join('')}${labels.join('')}</svg></figure>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
