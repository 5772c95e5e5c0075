import { explainReport } from '../engine/explain-report.ts';
import { select } from '../model/select.ts';
import type { Symptom } from '../model/symptom.ts';
import { checksOfReports, ReportBytes } from './explain-reports.ts';
import type { ExplainFlags } from './flags.ts';
import type { Host } from './host.ts';
import { interruptedReport } from './interruption.ts';
import { finish, outputsOf, tryOutputs, writeFiles, writeStdout } from './output.ts';
import { UsageError } from './usage-error.ts';
import { region, show } from './values.ts';

/** `ses-doctor explain`: reads a symptom and says what it means. Asks nobody. */
export async function explainCommand(
  texts: readonly string[],
  flags: ExplainFlags,
  host: Host,
): Promise<number> {
  const [only = ''] = texts;
  if (texts.length > 0 && flags.file !== undefined)
    throw new UsageError('explain: give the text or --file, not both');
  // A code of ours has a page that says all of it.
  if (texts.length === 1 && /^[a-z-]{3,40}\/[a-z0-9-]{2,60}$/u.test(only)) {
    const { pageOf } = await import('./checks.ts');
    const page = await pageOf(only, flags.json === true || flags.format === 'json', host);
    if (page !== null) {
      mustFitPage(only, flags);
      host.stdout(page);
      return 0;
    }
  }
  const outputs = outputsOf(flags, host);
  await tryOutputs(outputs, host);
  const flagRegion = flags.region === undefined ? null : region(flags.region, '--region');
  const kept = new ReportBytes();
  const file = flags.file ?? (await fileNamed(texts, host));
  const told = await read(file === flags.file ? texts : [], file, flags, flagRegion, host, kept);
  const reports = await kept.reports(file ?? 'standard input');
  // A report of receivers is no symptom: it is read by the check that knows it.
  const heard =
    reports === null
      ? await withMessageTold(told, kept.text(), file ?? '-')
      : { ...told, candidates: [], items: [], unread: [] };
  const symptom = flags.redactReport === true ? (await import('../record/redact.ts')).redact(heard) : heard;
  const ofReports = reports === null ? null : await checksOfReports(reports, host);
  const codes = symptom.candidates.map(({ code }) => code);
  const explained = explainReport({
    version: host.version,
    stages: ofReports?.stages ?? select(await host.stagesOf(codes), [], []),
    ended: ofReports?.ended ?? [],
    symptom,
    region: flagRegion ?? symptom.names.region,
    judgement: { failOn: flags.failOn ?? 'error', allowUnknown: false },
    takenAt: host.now().toISOString(),
  });
  const report = await interruptedReport(explained, host);
  if (outputs.stdout === 'ndjson') {
    const { renderNdjson } = await import('../render/ndjson.ts');
    host.stdout(renderNdjson(report));
  }
  return finish(report, host, [
    ...(await writeStdout(report, outputs, host)),
    ...(await writeFiles(report, outputs, host)),
  ]);
}

/** A text that no rule knows, and that is a received message, tells whoever looks at its signature and its path. */
async function withMessageTold(told: Symptom, bytes: string | null, file: string): Promise<Symptom> {
  const isUnknown = ({ code }: Symptom['candidates'][number]): boolean => code === 'send/unrecognised';
  if (bytes === null || !told.candidates.every(isUnknown)) return told;
  const { isWholeMessage } = await import('../parse/message/names.ts');
  if (!isWholeMessage(bytes)) return told;
  const candidates = told.candidates.map((one) => ({ ...one, data: { ...one.data, message: file } }));
  return { ...told, candidates };
}

/** A page is no report. */
function mustFitPage(code: string, { format = 'text', output, failOn }: ExplainFlags): void {
  const idle =
    output.length > 0
      ? '--output'
      : failOn !== undefined
        ? '--fail-on'
        : format === 'text' || format === 'json'
          ? null
          : `--format ${format}`;
  if (idle !== null)
    throw new UsageError(`explain ${code} prints the page of this code, as text or JSON: leave out ${idle}`);
}

/** The file that one bare word names: a word that is a number or a code is answered with what that means. */
async function fileNamed(texts: readonly string[], host: Host): Promise<string | undefined> {
  const [word = ''] = texts;
  if (texts.length !== 1 || word === '-' || word.includes('\n') || word.length > 4096) return undefined;
  if (!(await host.exists(word))) return undefined;
  if (/^\d{3}$/u.test(word)) {
    host.stderr(`ses-doctor: ${word} is taken as a number; to read the file of that name add --file\n`);
    return undefined;
  }
  host.stderr(`ses-doctor: ${show(word)} is the name of a file, which is read\n`);
  return word;
}

async function read(
  texts: readonly string[],
  file: string | undefined,
  flags: ExplainFlags,
  flagRegion: string | null,
  host: Host,
  kept: ReportBytes,
): Promise<Symptom> {
  if (texts.length === 0 || (texts.length === 1 && texts[0] === '-')) {
    if (file === undefined && texts.length === 0 && !host.stdinIsPiped) {
      throw new UsageError(
        'explain: give the text as an argument, with --file, or on standard input; without an error text, look at the sender: ses-doctor example.com',
      );
    }
    const { symptomOf } = await import('./symptom-and-message.ts');
    return await symptomOf(file ?? '-', flagRegion, host, '--file', (chunk) => {
      kept.push(chunk);
    });
  }
  const { readSymptom } = await import('../symptom/reader.ts');
  return readSymptom(texts.join(' '), { region: flagRegion });
}
