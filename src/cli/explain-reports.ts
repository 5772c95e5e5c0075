import { createFactStore } from '../engine/gather.ts';
import { type EndedCheck, runChecklist } from '../engine/run.ts';
import type { DmarcReports } from '../model/dmarc-reports.ts';
import type { SelectedStage } from '../model/select.ts';
import { select } from '../model/select.ts';
import type { Target } from '../model/target.ts';
import { Collected } from '../parse/dmarc-report/collected.ts';
import type { Host } from './host.ts';

/** The most that is kept of what `explain` reads, for the case that it is a report. */
const mostBytes = 32 * 1024 * 1024;

/** Keeps the bytes of an input that may be a DMARC report: XML, an archive, or a mail. */
export class ReportBytes {
  #chunks: Uint8Array[] = [];
  #length = 0;

  push(chunk: Uint8Array): void {
    if (this.#length > mostBytes) return;
    this.#length += chunk.length;
    this.#chunks.push(chunk);
    if (this.#length > mostBytes || !mayBeReport(this.#chunks[0] ?? chunk)) {
      this.#length = mostBytes + 1;
      this.#chunks = [];
    }
  }

  /** What was read, in latin1; null where it is not kept. */
  text(): string | null {
    return this.#chunks.length === 0 ? null : Buffer.concat(this.#chunks).toString('latin1');
  }

  /** The reports in it; null when there is none. */
  async reports(file: string): Promise<DmarcReports | null> {
    if (this.#chunks.length === 0) return null;
    const { readReportFile } = await import('../parse/dmarc-report/files.ts');
    const collected = new Collected();
    collected.add(await readReportFile(file, Buffer.concat(this.#chunks)));
    const found = collected.result();
    return found.reports.length + found.tls > 0 ? found : null;
  }
}

/** XML, gzip, zip, JSON or header fields. Event records are JSON as well, and are dropped once it is clear. */
function mayBeReport(start: Uint8Array): boolean {
  const text = Buffer.from(start.subarray(0, 400)).toString('latin1');
  if (/^\s*\{/.test(text))
    return text.length < 400 || /"(?:organization-name|report-id|policies)"/.test(text);
  const packed = start[0] === 0x1f || (start[0] === 0x50 && start[1] === 0x4b);
  return packed || /^(?:(?:\xef\xbb\xbf)?\s*<|From \S|[A-Za-z][A-Za-z0-9-]{1,60}:)/.test(text);
}

/** What the checklist says of reports, asking nobody. */
export async function checksOfReports(
  dmarcReports: DmarcReports,
  host: Host,
): Promise<{ stages: readonly SelectedStage[]; ended: readonly EndedCheck[] }> {
  const stages = select(await host.stagesOf(['dmarc-reports/ses-unaligned']), ['dmarc-reports'], []);
  const target: Target = {
    ...{ region: null, regionSource: 'none', otherRegion: null, profile: null, endpointUrl: null },
    ...{
      identities: [],
      recipients: [],
      configurationSet: null,
      tenant: null,
      endpointId: null,
      template: null,
    },
    ...{ templateData: null, ips: [], messageId: null, plan: null, principal: null, mailFrom: null },
    ...{ dnsbls: null, smtp: { host: null, ports: null, evident: false }, searchSuppression: false },
    ...{ tryRegions: false, worlds: { aws: false, dns: false, smtp: false }, symptom: null, message: null },
    dmarcReports,
  };
  const signal = new AbortController().signal;
  const probes = await host.probesFor({ target, resolvers: [], timeoutMs: 1, caPem: null, signal });
  const store = createFactStore({ probes, target, signal });
  return { stages, ended: await runChecklist({ stages, store, target, clock: host.clock }) };
}
