import { createFactStore } from '../gather.ts';
import { checkLine, reportLine } from '../render/ndjson.ts';
import { select, unmatched } from '../select.ts';
import { takeReport } from '../take-report.ts';
import type { Target } from '../target.ts';
import type { CheckFlags } from './flags.ts';
import type { Host } from './host.ts';
import { intake } from './intake.ts';
import { outputsOf, writeReport } from './output.ts';
import { readText } from './read.ts';
import { UsageError } from './usage-error.ts';
import { resolver, seconds, show } from './values.ts';

/** `ses-doctor check`. Returns the exit code; throws `UsageError`. */
export async function checkCommand(flags: CheckFlags, host: Host): Promise<number> {
  const outputs = outputsOf(flags, host);
  const timeoutMs = seconds(flags.timeout, '--timeout') * 1000;
  const deadlineMs = seconds(flags.deadline, '--deadline') * 1000;
  const resolvers = flags.resolver.map((text) => resolver(text, '--resolver'));
  const target = await intake(flags, host);
  const caPem = flags.caFile === undefined ? null : await caFile(flags.caFile, host);
  const checklist = await host.checklist();
  const [wrong] = unmatched(checklist, [...flags.only, ...flags.skip]);
  if (wrong !== undefined) throw new UsageError(`--only, --skip: nothing is called ${show(wrong)}; ses-doctor checks lists what there is`);

  const deadline = new AbortController();
  const timer = setTimeout(() => {
    deadline.abort('deadline');
  }, deadlineMs);
  const signal = AbortSignal.any([deadline.signal, host.interrupted]);
  const progress = flags.quiet === true ? null : ((await host.progress?.()) ?? null);
  const streams = outputs.stdout === 'ndjson';
  try {
    const probes = await host.probesFor({ target, resolvers, timeoutMs, caPem, signal });
    const store = createFactStore({
      probes,
      target,
      signal,
      clock: host.clock,
      onProgress: (text) => progress?.update(text),
    });
    const taken = await takeReport({
      version: host.version,
      stages: select(checklist, flags.only, flags.skip),
      store,
      target,
      judgement: { failOn: flags.failOn, allowUnknown: flags.allowUnknown === true },
      takenAt: probes.now().toISOString(),
      clock: host.clock,
      notes: notesOn(target),
      onCheck: (stage, check) => {
        if (streams) host.stdout(checkLine(stage, check));
      },
    });
    const report = host.interrupted.aborted ? { ...taken, exitCode: interruptedCode(host) } : taken;
    progress?.stop();
    if (streams) host.stdout(reportLine(report));
    await writeReport(report, outputs, host, streams);
    return report.exitCode;
  } finally {
    clearTimeout(timer);
    progress?.stop();
  }
}

const interruptedCode = (host: Host): 130 | 143 => (host.interrupted.reason === 'SIGTERM' ? 143 : 130);

function notesOn({ region, regionSource, otherRegion }: Target): readonly string[] {
  if (regionSource !== 'symptom' || region === null || otherRegion === null) return [];
  return [`The symptom names ${region}; your settings name ${otherRegion}. The identity is looked up in both.`];
}

async function caFile(path: string, host: Host): Promise<string> {
  const text = await readText(host, path, '--ca-file', 'utf-8', 8 * 1024 * 1024);
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new UsageError(`--ca-file: ${show(path)} holds no PEM certificate`);
  return text;
}
