import type { DmarcReport, DmarcReports, DmarcRow, UnreadReport } from '../../model/dmarc-reports.ts';
import type { FileReading } from './files.ts';
import { mondayOf } from './week.ts';

/** Rows that are kept of all reports. */
const mostRows = 50_000;
/** What could not be read is named this many times, and counted beyond. */
const mostUnread = 20;

/**
 * Counts each report once, and keeps as many rows as fit. Where they do not, rows of mail that passes are put together
 * by receiver and week: they are most, and nothing more is told of them.
 */
export class Collected {
  readonly #most: number;
  #files = 0;
  #tls = 0;
  #repeated = 0;
  #rows = 0;
  #left = 0;
  /** Putting rows together makes no room any more. */
  #isFull = false;
  #unreadMore = 0;
  #reports = new Map<string, DmarcReport>();
  readonly #unread: UnreadReport[] = [];

  constructor(most = mostRows) {
    this.#most = most;
  }

  add({ reports, tls, unread }: FileReading): void {
    this.#files += 1;
    this.#tls += tls;
    const named = unread.slice(0, mostUnread - this.#unread.length);
    this.#unread.push(...named);
    this.#unreadMore += unread.length - named.length;
    for (const report of reports) this.#addReport(report);
  }

  #addReport(report: DmarcReport): void {
    const key = keyOf(report);
    if (this.#reports.has(key)) {
      this.#repeated += 1;
      return;
    }
    this.#reports.set(key, report);
    this.#rows += report.rows.length;
    if (this.#rows > this.#most && !this.#isFull) this.#putTogether();
    if (this.#rows <= this.#most) return;
    const last = this.#reports.get(key);
    const over = Math.min(this.#rows - this.#most, last?.rows.length ?? 0);
    if (last === undefined || over === 0) return;
    this.#reports.set(key, { ...last, rows: last.rows.slice(0, last.rows.length - over) });
    this.#rows -= over;
    this.#left += over;
  }

  #putTogether(): void {
    const rows = new Map<string, { at: string; row: DmarcRow }>();
    const kept = new Map<string, DmarcRow[]>();
    for (const [key, report] of this.#reports) {
      const own: DmarcRow[] = [];
      kept.set(key, own);
      const where = `${report.org}\n${report.domain}\n${mondayOf(report.begin)}\n`;
      for (const row of report.rows) {
        if (row.dkimAligned !== true && row.spfAligned !== true) {
          own.push(row);
          continue;
        }
        const same = where + JSON.stringify({ ...row, count: 0 });
        const before = rows.get(same);
        rows.set(same, {
          at: before?.at ?? key,
          row: { ...row, count: (before?.row.count ?? 0) + row.count },
        });
      }
    }
    for (const { at, row } of rows.values()) kept.get(at)?.push(row);
    this.#reports = new Map(
      [...this.#reports].map(([key, report]) => [key, { ...report, rows: kept.get(key) ?? [] }]),
    );
    this.#rows = [...kept.values()].reduce((sum, own) => sum + own.length, 0);
    // Each pass looks at all rows: it has to be worth it.
    this.#isFull = this.#rows > this.#most * 0.9;
  }

  result(): DmarcReports {
    return {
      files: this.#files,
      reports: [...this.#reports.values()],
      tls: this.#tls,
      repeated: this.#repeated,
      unread: this.#unread,
      ...(this.#unreadMore > 0 && { unreadMore: this.#unreadMore }),
      left: this.#left,
    };
  }
}

/** Without an id of their own, reports are the same when they say the same. */
function keyOf({ org, id, domain, begin, rows }: DmarcReport): string {
  return [org, id === '' ? JSON.stringify(rows) : id, domain, begin].join('\n');
}
