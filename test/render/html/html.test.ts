import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderGauge } from '../../../src/render/html/gauge.ts';
import { styleHash, styleSheet } from '../../../src/render/html/style.ts';
import { renderHtml } from '../../../src/render/html/html.ts';
import type { HistoryReport } from '../../../src/history/document.ts';
import { renderHistoryHtml } from '../../../src/history/render/html.ts';
import type { Report } from '../../../src/model/report.ts';
import { browse, chromium } from '../chromium.ts';
import { hostileReport } from '../hostile.ts';
import { reportOf } from '../reports.ts';

it('allows its own style sheet by its hash, and nothing else', () => {
  expect(styleHash).toBe(createHash('sha256').update(styleSheet).digest('base64'));
  const page = renderHtml(hostileReport('x'));
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
  expect(policy?.replaceAll('&#39;', "'")).toBe(
    `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`,
  );
  expect(page).toContain(`<style>${styleSheet}</style>`);
  expect(page).not.toMatch(/<script|\sstyle=|\son[a-z]+=|\ssrc=|url\(/i);
});

describe('a gauge', () => {
  const limits = [2, 5, 10].map((value) => ({ label: 'limit', value }));
  const gauge = { title: 'Bounce rate', unit: 'percent', limits, points: [] } as const;

  it.each([
    [0, 'good'],
    [1.99, 'good'],
    [2, 'warn'],
    [5, 'bad'],
    [30, 'bad'],
  ])('of %s %% is %s', (value, level) => {
    expect(renderGauge({ ...gauge, value })).toContain(`<rect class="${level}"`);
  });

  it.each([Number.MAX_VALUE, -1, 0])('of %s stays inside its drawing', (value) => {
    const drawn = renderGauge({
      ...gauge,
      value,
      points: [
        { at: '2026-11-20T00:00:00Z', value },
        { at: '2026-11-21T00:00:00Z', value: 1 },
      ],
    });
    const numbers = [...drawn.matchAll(/(?:width|x1|x2|y1|y2|points)="([^"]+)"/g)]
      .flatMap(([, text = '']) => text.split(/[ ,]/))
      .map(Number);
    for (const number of numbers) expect(number >= 0 && number <= 600, drawn).toBe(true);
  });

  it('of one limit is bad when it is reached', () => {
    expect(renderGauge({ ...gauge, unit: 'recipients', value: 9, limits: limits.slice(2) })).toContain(
      'good',
    );
    expect(renderGauge({ ...gauge, unit: 'recipients', value: 10, limits: limits.slice(2) })).toContain(
      'bad',
    );
  });
});

const pdftotext =
  (process.env['PATH'] ?? '')
    .split(':')
    .map((path) => join(path, 'pdftotext'))
    .find((path) => existsSync(path)) ?? null;

/** More days than stand open on a screen. */
const longHistory: HistoryReport = {
  schema: 1,
  kind: 'history',
  command: 'history',
  tool: { name: 'ses-doctor', version: '0.0.0' },
  takenAt: '2026-11-01T00:00:00.000Z',
  source: ['-'],
  engine: 'duckdb',
  range: { from: null, to: null },
  records: { read: 28, unreadable: 0, duplicates: 0, outsideRange: 0 },
  events: { Send: 28 },
  tables: {
    days: {
      columns: [
        { name: 'day', unit: 'day' },
        { name: 'sends', unit: 'records' },
      ],
      rows: Array.from({ length: 28 }, (_, index) => [`2026-10-${String(index + 1).padStart(2, '0')}`, 1]),
    },
  },
  problems: [],
  causes: [],
  notes: [],
  verdict: 'pass',
  exitCode: 0,
};

const why = chromium === null ? ' SKIPPED: there is no chromium (apt-get install chromium)' : '';

describe.skipIf(chromium === null)(`the page in Chromium${why}`, () => {
  let folder = '';
  let broken: Report;
  let asked: string[] = [];
  let listener: Server;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ses-doctor-html-'));
    broken = await reportOf('showpiece/broken-account');
    listener = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('document.title = "run"');
    }).listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    listener.close();
    await rm(folder, { recursive: true });
  });

  const open = async (page: string, ...flags: string[]): Promise<string> => {
    const path = join(folder, 'report.html');
    await writeFile(path, page);
    return await browse(pathToFileURL(path).href, ['--dump-dom', ...flags]);
  };
  const trap = (): string => `http://127.0.0.1:${String((listener.address() as AddressInfo).port)}`;

  it('shows what is wrong, and what to do', async () => {
    const dom = await open(renderHtml(broken));
    for (const { code, summary } of broken.stages
      .flatMap(({ checks }) => checks)
      .flatMap(({ findings }) => findings)) {
      expect(dom).toContain(code);
      expect(dom.replaceAll(/<span class="nb">([^<]*)<\/span>/g, '$1')).toContain(
        summary.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
      );
    }
    expect(dom.match(/<svg class="bar"/g)).toHaveLength(3);
    expect(dom.match(/<svg class="trend"/g)).toHaveLength(2);
  });

  it('fetches nothing and runs nothing, even when it holds all that it should not', async () => {
    asked = [];
    const loud = [
      `<img src="${trap()}/image"><script src="${trap()}/script"></script>`,
      '<script>document.title = "run"</script><img src="x" onerror="document.title = \'run\'">',
      `<link rel="stylesheet" href="${trap()}/style"><iframe src="${trap()}/frame"></iframe>`,
      `<style>body { background: url(${trap()}/background) }</style><object data="${trap()}/object"></object>`,
    ].join('');
    const attempt = renderHtml(broken).replace('</body>', `${loud}</body>`);
    const dom = await open(attempt, '--virtual-time-budget=2000');
    expect(dom).toContain(`${trap()}/image`); // what was put in is there
    expect(dom).not.toContain('<title>run</title>');
    expect(asked).toEqual([]);
    // The same page without its policy does fetch and run: the test would notice.
    const open2 = attempt.replace(/<meta http-equiv[^>]+>/, '');
    expect(await open(open2, '--virtual-time-budget=2000')).toContain('<title>run</title>');
    expect(asked).toContain('/image');
  });

  it('takes markup of others for text', async () => {
    const dom = await open(
      renderHtml(hostileReport('</p><script>document.title = "run"</script><b class="evil">')),
    );
    expect(dom).not.toContain('<title>run</title>');
    expect(dom).not.toContain('<b class="evil">');
    expect(dom).toContain('&lt;script&gt;');
  });

  it.each([
    ['light', '1000,2000', []],
    ['dark', '1000,2000', ['--blink-settings=preferredColorScheme=0']],
    ['phone', '390,844', []],
  ] as const)('is drawn %s', async (name, size, flags) => {
    const picture = join(folder, `${name}.png`);
    await open(renderHtml(broken), `--window-size=${size}`, `--screenshot=${picture}`, ...flags);
    const bytes = await readFile(picture);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(bytes.length).toBeGreaterThan(20_000); // a blank page has a tenth of that
  });

  it.skipIf(pdftotext === null)(
    'is printed on few pages, with what is folded away on the screen',
    async () => {
      const print = async (page: string): Promise<string> => {
        const file = join(folder, 'page.pdf');
        await open(page, '--no-pdf-header-footer', `--print-to-pdf=${file}`);
        return execFileSync(pdftotext ?? '', ['-layout', file, '-'], { encoding: 'utf8' });
      };
      const folded = '<details><summary>Days</summary><p>folded row</p></details>';
      const printed = await print(renderHtml(broken).replace('</main>', `${folded}</main>`));
      expect(printed).toContain('folded row');
      // pdftotext ends each page with a form feed.
      expect(printed.split('\f').length - 1).toBeLessThanOrEqual(7);
      for (const code of broken.causes) expect(printed).toContain(code);
      expect(await print(renderHistoryHtml(longHistory))).toContain('2026-10-28');
    },
  );

  it('is not wider than a phone', async () => {
    // Without a script, the width is measured by a page around it.
    const path = join(folder, 'inner.html');
    await writeFile(path, renderHtml(broken));
    const frame = `<!doctype html><iframe id="f" src="inner.html" width="390" height="800"></iframe><script>onload=()=>{const d=document.getElementById('f').contentDocument.documentElement;document.title=d.scrollWidth+'/'+d.clientWidth}</script>`;
    const dom = await open(frame, '--allow-file-access-from-files', '--virtual-time-budget=2000');
    const [, scroll, client] = /<title>(\d+)\/(\d+)<\/title>/.exec(dom) ?? [];
    expect(Number(scroll)).toBeLessThanOrEqual(Number(client));
  });
});
