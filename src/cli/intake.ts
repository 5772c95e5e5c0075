import { withDeniedRoles } from '../engine/annotate-denials.ts';
import { withoutKey } from '../knowledge/dns-lists/keyed.ts';
import type { Symptom, SymptomNames } from '../model/symptom.ts';
import type { DmarcReports } from '../model/dmarc-reports.ts';
import type { MessageTarget, Target } from '../model/target.ts';
import { ofRecipients } from '../symptom/of-recipients.ts';
import { namedBy, sameSubject } from '../parse/subject.ts';
import { domainOf } from '../parse/identity-name.ts';
import { parseSourceArn } from '../parse/source-arn.ts';
import type { CheckFlags } from './flags.ts';
import { environmentRegion, foundRegion } from './found-region.ts';
import type { Host } from './host.ts';
import { identitiesOf } from './identities-file.ts';
import { largestFile, readText } from './read.ts';
import { symptomAndMessage } from './symptom-and-message.ts';
import { UsageError } from './usage-error.ts';
import * as values from './values.ts';

/**
 * argv → target (docs/design.md 5): validates every flag, reads the files, and takes from the symptom what flags do
 * not give. Throws `UsageError`.
 */
export async function intake(flags: CheckFlags, host: Host): Promise<Target> {
  onlyOneStandardInput([flags.identities, flags.symptom, flags.message, ...flags.dmarcReport]);
  const identities = unique([
    ...flags.identity.map((text) => values.identity(text, '--identity')),
    ...(flags.identities === undefined ? [] : await identitiesOf(flags.identities, host)),
  ]);
  const recipients = unique(flags.recipient.map((text) => values.address(text, '--recipient')));
  const dkimSelectors = unique(flags.dkimSelector.map((text) => values.selector(text, '--dkim-selector')));
  if (dkimSelectors.length > 10)
    throw new UsageError('--dkim-selector is given more than ten times: a sender has a few selectors');
  const fromDisplayName = optional(flags.fromDisplayName, values.displayName, '--from-display-name');
  const feedbackAddress = optional(flags.feedbackAddress, values.address, '--feedback-address');
  const givenArn = optional(flags.sourceArn, values.sourceArn, '--source-arn');
  const flagRegion = flags.region === undefined ? null : values.region(flags.region, '--region');
  const smtp = {
    host: flags.smtpHost === undefined ? null : values.hostName(flags.smtpHost, '--smtp-host'),
    ports:
      flags.smtpPort.length === 0 ? null : flags.smtpPort.map((text) => values.smtpPort(text, '--smtp-port')),
  };
  const scalars = {
    configurationSet: optional(flags.configurationSet, values.name, '--configuration-set'),
    tenant: optional(flags.tenant, values.name, '--tenant'),
    endpointId: optional(flags.endpointId, values.endpointId, '--endpoint-id'),
    messageId: optional(flags.messageId, values.messageId, '--message-id'),
    principal: optional(flags.principal, values.arn, '--principal'),
    mailFrom: optional(flags.mailFrom, values.mailFromDomain, '--mail-from'),
    endpointUrl: optional(flags.endpointUrl, values.url, '--endpoint-url'),
    ips: unique(flags.ip.map((text) => values.ip(text, '--ip'))),
    dnsbls: flags.dnsbl.length === 0 ? null : unique(flags.dnsbl.map(dnsbl)),
    plan: planOf(flags),
    profile: flags.profile ?? null,
  };

  const template = await templateOf(flags, host);
  const templateData = await templateDataOf(flags, host);
  const { symptom, message, readAsSymptom } = await symptomAndMessage(flags, flagRegion, host);
  const messageNames = message === null ? null : await namesIn(message);
  const dmarcReports =
    flags.dmarcReport.length === 0
      ? null
      : await (await import('./dmarc-reports.ts')).dmarcReportsOf(flags.dmarcReport, host);
  const endpointId =
    scalars.endpointId ?? accepted([symptom?.names.endpointId ?? null], values.endpointId)[0] ?? null;
  const where = await regionOf(
    { ...flags, isGlobal: endpointId !== null },
    flagRegion,
    [symptom?.names ?? null, messageNames],
    host,
  );
  const sourceArn = givenArn ?? accepted([symptom?.names.sourceArn ?? null], values.sourceArn)[0] ?? null;
  const given = { ...scalars, identities, recipients, template };
  const fromText = [symptom?.names ?? null, messageNames].reduce(
    (known: Named, names) => fromSymptom(known, names, flagRegion),
    given,
  );
  const told = [
    ...(scalars.configurationSet === fromText.configurationSet ? [] : (['configurationSet'] as const)),
    ...(sourceArn === givenArn ? [] : (['sourceArn'] as const)),
  ];
  const named = {
    ...besideFlags(fromText, symptom),
    identities: [
      ...sendersOf(fromText.identities, sourceArn),
      ...senderBeside(given.identities, messageNames),
    ],
  };

  return {
    ...scalars,
    endpointId,
    ...where,
    ...named,
    ...(named.identities.length === 0 &&
      dmarcReports !== null && { identities: accepted(domainsOf(dmarcReports), values.domain).slice(0, 3) }),
    templateData,
    smtp: {
      ...smtp,
      evident:
        smtp.host !== null ||
        smtp.ports !== null ||
        flags.tryRegions === true ||
        (host.env['SES_SMTP_USERNAME'] ?? '') !== '' ||
        (host.env['SES_SMTP_PASSWORD'] ?? '') !== '' ||
        symptom?.names.smtp === true,
    },
    searchSuppression: flags.searchSuppression === true,
    tryRegions: flags.tryRegions === true,
    ...(fromDisplayName !== null && { fromDisplayName }),
    ...(feedbackAddress !== null && { feedbackAddress }),
    ...(sourceArn !== null && { sourceArn }),
    ...(dmarcReports !== null && { dmarcReports }),
    ...(dkimSelectors.length > 0 && { dkimSelectors }),
    worlds: { aws: flags.aws && dkimSelectors.length === 0, dns: flags.dns, smtp: flags.smtp },
    symptom:
      symptom === null ? null : withDeniedRoles(ofRecipients(symptom, { ...named, recipients }), named),
    message: message === null ? null : { ...message, ...tellingOf(messageNames, { given, named }) },
    ...(readAsSymptom !== undefined && { readAsSymptom }),
    ...(told.length > 0 && { told }),
  };
}

/** The zone of a list. A key in its name is a secret, and errors end up in logs. */
const dnsbl = (text: string): string =>
  values.domain(text, '--dnsbl', withoutKey(text.trim().replace(/\.$/, '').toLowerCase()));

/** Without any sender, the identity that is sent with is looked at. */
const sendersOf = (identities: readonly string[], sourceArn: string | null): readonly string[] =>
  identities.length > 0 || sourceArn === null
    ? identities
    : accepted([parseSourceArn(sourceArn)?.name ?? null], values.identity);

/** At most one `-` a command line: standard input can be read once. */
function onlyOneStandardInput(paths: readonly (string | undefined)[]): void {
  if (paths.filter((path) => path === '-').length > 1)
    throw new UsageError('only one flag can read standard input (-)');
}

function planOf(flags: CheckFlags): Target['plan'] {
  if (flags.plan === undefined) {
    if (flags.within !== undefined) throw new UsageError('--within goes with --plan <recipients>');
    return null;
  }
  const within = flags.within === undefined ? null : values.duration(flags.within, '--within');
  return { recipients: values.count(flags.plan, '--plan'), withinSeconds: within };
}

async function templateOf(flags: CheckFlags, host: Host): Promise<Target['template']> {
  const { template, templateFile } = flags;
  if (template !== undefined && templateFile !== undefined)
    throw new UsageError('give --template or --template-file, not both');
  if (template !== undefined) return { kind: 'stored', name: values.name(template, '--template') };
  if (templateFile === undefined) return null;
  return {
    kind: 'file',
    path: templateFile,
    content: await readText(host, templateFile, '--template-file', 'utf-8', largestFile),
  };
}

/** Inline JSON starts with a bracket; anything else is the name of a file. */
async function templateDataOf(flags: CheckFlags, host: Host): Promise<string | null> {
  const { templateData } = flags;
  if (templateData === undefined) return null;
  // Data without a template would be looked at by nobody, and the report would read as if it had been.
  if ([flags.template, flags.templateFile, flags.symptom].every((one) => one === undefined))
    throw new UsageError('--template-data goes with --template or --template-file');
  if (/^\s*[{[]/.test(templateData)) return templateData;
  return await readText(host, templateData, '--template-data', 'utf-8', largestFile);
}

/**
 * The sender of the message, where neither it nor its domain is among the identities that were given: SES sends by the identity that is
 * nearest to the From address, and that may be broken beside a sound one ("Verified identities" of the Developer Guide).
 */
const senderBeside = (known: readonly string[], names: SymptomNames | null): readonly string[] =>
  known.length === 0
    ? []
    : accepted((names?.senders ?? []).slice(0, 1), values.identity).filter(
        (sender) => !known.some((one) => sameSubject(one, sender) || sameSubject(one, domainOf(sender))),
      );

/** What the message names, and whom it alone brings into the run. */
function tellingOf(
  names: SymptomNames | null,
  { given, named }: Record<'given' | 'named', Pick<Named, 'identities' | 'recipients'>>,
): Pick<MessageTarget, 'named' | 'lookedAt'> {
  const broughtBy = (known: readonly string[], told: readonly string[], looked: readonly string[]) =>
    known.length > 0 ? [] : looked.filter((name) => told.some((one) => sameSubject(one, name)));
  const sender =
    senderBeside(given.identities, names)[0] ??
    broughtBy(given.identities, names?.senders ?? [], named.identities)[0] ??
    null;
  const recipients = broughtBy(given.recipients, names?.recipients ?? [], named.recipients);
  return {
    named: { ips: names?.ips ?? [], messageIds: names?.messageIds ?? [] },
    ...((sender !== null || recipients.length > 0) && { lookedAt: { sender, recipients } }),
  };
}

async function namesIn({ bytes }: MessageTarget): Promise<SymptomNames> {
  const { namesOfMessage } = await import('../parse/message/names.ts');
  return namesOfMessage(bytes);
}

/**
 * Flag, then symptom, then message, then environment and profile. With a global endpoint the Region that an error names is
 * one of the two that SES chose from; the endpoint is known in that of the application alone.
 */
async function regionOf(
  flags: CheckFlags & { isGlobal: boolean },
  flagRegion: string | null,
  sources: readonly (SymptomNames | null)[],
  host: Host,
): Promise<Pick<Target, 'region' | 'regionSource' | 'otherRegion'>> {
  const named = sources.map((names) => names?.region ?? null).find((region) => region !== null);
  if (flagRegion !== null) {
    const other = named === undefined || named === flagRegion ? null : named;
    return { region: flagRegion, regionSource: 'flag', otherRegion: other };
  }
  const asks = flags.aws && flags.dkimSelector.length === 0;
  const found = asks ? await foundRegion(flags.profile ?? null, host) : environmentRegion(host);
  if (named !== undefined && found !== null && flags.isGlobal)
    return {
      region: found.region,
      regionSource: found.source,
      otherRegion: named === found.region ? null : named,
    };
  if (named !== undefined) {
    const other = found === null || found.region === named ? null : found.region;
    return { region: named, regionSource: 'symptom', otherRegion: other };
  }
  if (found === null) return { region: null, regionSource: 'none', otherRegion: null };
  return { region: found.region, regionSource: found.source, otherRegion: null };
}

type Named = Pick<
  Target,
  'identities' | 'recipients' | 'configurationSet' | 'tenant' | 'template' | 'ips' | 'messageId' | 'principal'
>;

/**
 * What flags do not give is taken from the symptom. What exists in one Region alone is not looked for in another: that it is not
 * there would tell nothing.
 */
function fromSymptom(given: Named, names: SymptomNames | null, flagRegion: string | null): Named {
  if (names === null) return given;
  const isElsewhere = flagRegion !== null && names.region !== null && names.region !== flagRegion;
  const ofRegion = (name: string | null): string | null => (isElsewhere ? null : name);
  return {
    identities:
      given.identities.length > 0 ? given.identities : accepted(sendersIn(names, given), values.identity),
    recipients: given.recipients.length > 0 ? given.recipients : accepted(names.recipients, values.address),
    configurationSet:
      given.configurationSet ?? accepted([ofRegion(names.configurationSet)], values.name)[0] ?? null,
    tenant: given.tenant ?? accepted([ofRegion(names.tenant)], values.name)[0] ?? null,
    template:
      given.template ??
      accepted([ofRegion(names.template)], values.name).map((name) => ({
        kind: 'stored' as const,
        name,
      }))[0] ??
      null,
    ips: given.ips.length > 0 ? given.ips : accepted(names.ips, values.ip),
    messageId: given.messageId ?? accepted(names.messageIds.slice(0, 1), values.messageId)[0] ?? null,
    principal: given.principal ?? accepted([names.principal], values.arn)[0] ?? null,
  };
}

/** What flags give says nothing of whom and what the symptom says failed: that is looked at beside it. */
function besideFlags(given: Named, symptom: Symptom | null): Named {
  const told = (symptom?.candidates ?? [])
    // Whom SES names as not verified may be the sender.
    .filter(({ code }) => !/^(?:identity|sandbox)\//.test(code))
    .map(namedBy);
  const recipients = told.flatMap(({ recipient = [] }) => recipient);
  const ips = told.flatMap(({ ip = [] }) => ip);
  return {
    ...given,
    recipients: [...given.recipients, ...others(given.recipients, accepted(recipients, values.address))],
    ips: [...given.ips, ...others(given.ips, accepted(ips, values.ip))],
  };
}

/** A mailbox is one whatever its case: the spelling that was given is the one that is looked at. */
const others = (known: readonly string[], names: readonly string[]): readonly string[] =>
  names.filter((name) => !known.some((one) => sameSubject(one, name)));

/**
 * Who sends. Where the symptom does not say, it is what SES says failed, or was denied, as far as that is no recipient:
 * in the sandbox SES lists those too.
 */
function sendersIn(names: SymptomNames, { recipients }: Pick<Named, 'recipients'>): readonly string[] {
  if (names.senders.length > 0) return names.senders;
  const told = [...recipients, ...names.recipients].map((name) => name.toLowerCase());
  const denied = /:identity\/(.{1,255})$/u.exec(names.resource ?? '')?.[1];
  return [...names.failedIdentities, ...(denied === undefined ? [] : [denied])].filter(
    (name) => !told.some((recipient) => covers(name.toLowerCase(), recipient)),
  );
}

/** The identity is the address itself, its domain or a parent of that. */
const covers = (identity: string, address: string): boolean =>
  identity === address || address.endsWith(`@${identity}`) || address.endsWith(`.${identity}`);

/** The domains that reports are about, the one with most reports first. */
function domainsOf({ reports }: DmarcReports): readonly string[] {
  const counts = new Map<string, number>();
  for (const { domain } of reports) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([domain]) => domain);
}

/** What a symptom names may be anything; only what a flag would take is looked up, ten of a kind at most. */
function accepted(
  texts: readonly (string | null)[],
  validate: (text: string, flag: string) => string,
): readonly string[] {
  const good = texts.flatMap((text) => {
    try {
      return text === null ? [] : [validate(text, 'symptom')];
    } catch {
      return [];
    }
  });
  return unique(good).slice(0, 10);
}

const optional = (
  text: string | undefined,
  validate: (text: string, flag: string) => string,
  flag: string,
): string | null => (text === undefined ? null : validate(text, flag));

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
