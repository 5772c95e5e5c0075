import {
  defaultScenarios,
  isSimulatorAddress,
  type ScenarioName,
  scenarioNames,
  simulatorDomain,
} from '../knowledge/simulator.ts';
import { nearest } from '../model/edit-distance.ts';
import type { TestRequest } from '../proof/request.ts';
import type { TestWorld } from '../proof/world.ts';
import { reportLine } from '../render/ndjson.ts';
import { identitiesIn } from './bare-words.ts';
import { caFile } from './ca-file.ts';
import type { CheckFlags } from './flags.ts';
import type { Host } from './host.ts';
import { intake } from './intake.ts';
import { interruptedReport } from './interruption.ts';
import { finish, outputsOf, tryFiles, writeFiles, writeStdout } from './output.ts';
import type { TestFlags } from './test-flags.ts';
import { UsageError } from './usage-error.ts';
import * as values from './values.ts';

/** How long a run may take without --wait: events take minutes to be counted. */
const defaultWaitSeconds = { read: 15 * 60, tap: 5 * 60 };

/** `ses-doctor test`: sends, and sees what comes back. Returns the exit code; throws `UsageError`. */
export async function testCommand(
  words: readonly string[],
  flags: TestFlags,
  commands: readonly string[],
  host: Host,
): Promise<number> {
  const outputs = outputsOf(flags, host);
  const timeoutMs = values.seconds(flags.timeout, '--timeout') * 1000;
  const waitMs =
    (flags.wait === undefined
      ? defaultWaitSeconds[flags.tap === true ? 'tap' : 'read']
      : values.duration(flags.wait, '--wait')) * 1000;
  const resolvers = flags.resolver.map((text) => values.resolver(text, '--resolver'));
  const identities = [...(await identitiesIn(words, commands, host)), ...flags.identity];
  const request =
    flags.cleanup === true ? nothingToSend(identities, flags) : await requestOf(identities, flags, host);
  const target = await intake(asCheckFlags(identities, request, flags), host);
  const caPem = flags.caFile === undefined ? null : await caFile(flags.caFile, host);
  await tryFiles(
    flags.output.map((path) => ['--output', path] as const),
    host,
  );
  // The room that sends, loaded by this command alone.
  const [checklist, stage, { testReport }, { cleanupReport }, { timeLimit }] = await Promise.all([
    host.checklist(),
    host.sending.stage(),
    import('../proof/run.ts'),
    import('../proof/cleanup.ts'),
    import('../proof/time-limit.ts'),
  ]);
  const progress = flags.quiet === true ? null : ((await host.progress?.()) ?? null);
  const limit = timeLimit(waitMs, { given: flags.wait !== undefined, clock: host.clock });
  try {
    const signal = AbortSignal.any([limit.signal, host.interrupted]);
    const settings = { target, resolvers, timeoutMs, caPem, signal };
    const judgement = { failOn: flags.failOn ?? 'error', allowUnknown: flags.allowUnknown ?? false };
    const world: TestWorld = {
      ...{ version: host.version, checklist, stage, signal, limit, interrupted: host.interrupted },
      probes: await host.probesFor(settings),
      ...(await host.sending.doors({ ...settings, agreed: request.to })),
      clock: host.clock,
      pause: host.pause,
      progress: (text) => progress?.show(text),
      nonce: host.sending.nonce(),
    };
    const taken =
      flags.cleanup === true
        ? await cleanupReport(target, judgement, world, { dryRun: request.dryRun })
        : await testReport({ ...request, templateData: target.templateData }, target, judgement, world);
    const report = await interruptedReport(taken, host);
    progress?.stop();
    if (outputs.stdout === 'ndjson') host.stdout(reportLine(report));
    return finish(report, host, [
      ...(await writeStdout(report, outputs, host)),
      ...(await writeFiles(report, outputs, host)),
    ]);
  } finally {
    limit.clear();
    progress?.stop();
  }
}

/** --cleanup sends nothing: what says what to send contradicts it. */
function nothingToSend(
  identities: readonly string[],
  { to, tap, readBucket, dryRun, scenario }: TestFlags,
): Omit<TestRequest, 'templateData'> {
  const asked = [tap, readBucket].some((flag) => flag === true) || to !== undefined;
  if (identities.length + scenario.length > 0 || asked)
    throw new UsageError('--cleanup sends nothing: leave out the sender and what says what to send');
  return {
    ...{
      from: '',
      scenarios: [],
      to: null,
      configurationSet: null,
      tenant: null,
      endpointId: null,
      template: null,
    },
    ...{ via: 'api', tap: false, readBucket: false, dryRun: dryRun === true, force: false },
  };
}

/** Objects are read by who asks for proof. */
function readsBucket({ tap, readBucket }: TestFlags): boolean {
  if (readBucket === true && tap !== true) throw new UsageError('--read-bucket goes with --tap');
  return readBucket === true;
}

async function requestOf(
  identities: readonly string[],
  flags: TestFlags,
  host: Host,
): Promise<Omit<TestRequest, 'templateData'>> {
  const [identity, ...others] = identities;
  if (identity === undefined)
    throw new UsageError('name the sender: ses-doctor test example.com, or test --identity news@example.com');
  if (others.length > 0) throw new UsageError('a test has one sender; run it once for each');
  const sender = values.identity(identity, '--identity');
  if (flags.templateData !== undefined && flags.template === undefined)
    throw new UsageError('--template-data goes with --template <name>');
  const to = await agreedAddress(flags, host);
  return {
    from: sender.includes('@') ? sender : `ses-doctor@${sender}`,
    scenarios: scenariosOf(flags.scenario),
    to,
    configurationSet:
      flags.configurationSet === undefined
        ? null
        : values.name(flags.configurationSet, '--configuration-set'),
    tenant: flags.tenant === undefined ? null : values.name(flags.tenant, '--tenant'),
    template: flags.template === undefined ? null : values.name(flags.template, '--template'),
    via: viaOf(flags, host),
    tap: flags.tap === true,
    readBucket: readsBucket(flags),
    dryRun: flags.dryRun === true,
    force: flags.force === true,
  };
}

/** The way that the messages take; SMTP needs credentials, and renders no template. */
function viaOf({ via = 'api', template, smtpHost, smtpPort }: TestFlags, { env }: Host): 'api' | 'smtp' {
  if (via === 'api') {
    if (smtpHost !== undefined || smtpPort.length > 0)
      throw new UsageError('--smtp-host and --smtp-port go with --via smtp');
    return via;
  }
  if (template !== undefined)
    throw new UsageError('--template goes with --via api: SES renders no template of a message by SMTP');
  if ((env['SES_SMTP_USERNAME'] ?? '') === '' || (env['SES_SMTP_PASSWORD'] ?? '') === '')
    throw new UsageError('--via smtp needs SES_SMTP_USERNAME and SES_SMTP_PASSWORD in the environment');
  return via;
}

/** The address of --to, once somebody agreed to it: by --yes, or by typing it again. */
async function agreedAddress({ to, yes, scenario, dryRun }: TestFlags, host: Host): Promise<string | null> {
  if (to === undefined) {
    if (yes === true) throw new UsageError('--yes confirms the message of --to <address>');
    return null;
  }
  const address = values.address(to, '--to');
  if (isSimulatorAddress(address) || address.endsWith(`@${simulatorDomain}`))
    throw new UsageError('--to takes a real address; for the simulator use --scenario');
  if (scenario.length > 0) throw new UsageError('give --to or --scenario, not both: --to sends one message');
  if (yes === true || dryRun === true) return address;
  if (host.sending.ask === null)
    throw new UsageError(`--to sends a message to ${address}: add --yes to agree, or --dry-run to see first`);
  const typed = await host.sending.ask(`This sends one message to ${address}. Type the address to agree: `);
  if (typed.trim() !== address) throw new UsageError('the address was not typed: nothing was sent');
  return address;
}

function scenariosOf(texts: readonly string[]): readonly ScenarioName[] {
  const names = texts.flatMap((text) => text.split(',')).map((name) => name.trim().toLowerCase());
  if (names.length === 0) return defaultScenarios;
  const found = names.flatMap((name): readonly ScenarioName[] => {
    if (name === 'all') return scenarioNames;
    const known = scenarioNames.find((one) => one === name);
    if (known !== undefined) return [known];
    const near = nearest(name, scenarioNames);
    throw new UsageError(
      `--scenario: ${values.show(name)} is none of ${scenarioNames.join(', ')}, all${near === null ? '' : `; did you mean ${near}?`}`,
    );
  });
  return scenarioNames.filter((name) => found.includes(name));
}

/** What `check` would be told about the same sender. */
const asCheckFlags = (
  identities: readonly string[],
  { to }: Pick<TestRequest, 'to'>,
  flags: TestFlags,
): CheckFlags => ({
  ...(flags.configurationSet !== undefined && { configurationSet: flags.configurationSet }),
  ...(flags.tenant !== undefined && { tenant: flags.tenant }),
  ...(flags.template !== undefined && { template: flags.template }),
  // What is sent with a template has data, if only none: SES fails to render what is missing.
  ...(flags.template !== undefined && { templateData: flags.templateData ?? '{}' }),
  ...(flags.region !== undefined && { region: flags.region }),
  ...(flags.profile !== undefined && { profile: flags.profile }),
  ...(flags.endpointUrl !== undefined && { endpointUrl: flags.endpointUrl }),
  ...(flags.smtpHost !== undefined && { smtpHost: flags.smtpHost }),
  identity: [...identities],
  recipient: to === null ? [] : [to],
  ...{
    ip: [],
    dkimSelector: [],
    dmarcReport: [],
    resolver: flags.resolver,
    smtpPort: flags.smtpPort,
    dnsbl: [],
    only: [],
    skip: [],
    output: [],
  },
  ...{ aws: true, smtp: true, dns: true, redact: true, color: flags.color },
  ...{ timeout: flags.timeout, deadline: '60s' },
});
