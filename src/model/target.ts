import type { DmarcReports } from './dmarc-reports.ts';
import { type Symptom, toldOfRegion } from './symptom.ts';

/** What the user asked about. Parsed and validated once (src/cli/intake.ts), never changed, plain JSON. */
export interface Target {
  /** Lower case, or null when no source names one. May be a name that is no Region. */
  region: string | null;
  regionSource: 'flag' | 'symptom' | 'environment' | 'profile' | 'none';
  /** The other one, where a symptom names another Region than the flag, or than environment and profile; else null. */
  otherRegion: string | null;
  profile: string | null;
  /** `--endpoint-url`, or null. */
  endpointUrl: string | null;
  /** Domains in lower case as A-labels; addresses as given with the domain in lower case. */
  identities: readonly string[];
  recipients: readonly string[];
  configurationSet: string | null;
  tenant: string | null;
  /** The global endpoint (EndpointId or its name) that the application sends through. */
  endpointId: string | null;
  template: TemplateTarget | null;
  /** The JSON text of --template-data, or null. Not yet parsed: broken contents are a finding. */
  templateData: string | null;
  ips: readonly string[];
  messageId: string | null;
  /** `--plan` and `--within`. */
  plan: { recipients: number; withinSeconds: number | null } | null;
  principal: string | null;
  /** `--from-display-name` and `--feedback-address`: what sends of the principal carry; absent without them. */
  fromDisplayName?: string;
  feedbackAddress?: string;
  /** `--source-arn`: the identity that is sent with, mostly of another account; absent without one. */
  sourceArn?: string;
  /** `--mail-from`. */
  mailFrom: string | null;
  /** The reports of `--dmarc-report`; absent without any. */
  dmarcReports?: DmarcReports;
  /** `--dkim-selector`: looks from outside, and leaves AWS alone. Absent without any. */
  dkimSelectors?: readonly string[];
  /** `--dnsbl`, or null for the built-in lists. */
  dnsbls: readonly string[] | null;
  smtp: SmtpTarget;
  searchSuppression: boolean;
  tryRegions: boolean;
  /** What may be contacted at all. */
  worlds: { aws: boolean; dns: boolean; smtp: boolean };
  symptom: Symptom | null;
  message: MessageTarget | null;
  /** The file of --message is no message but tells of one, and was read as the symptom; absent where it was not. */
  readAsSymptom?: 'bounce' | 'complaint' | 'auto-reply';
  /** What no flag names and a text does; absent without any. */
  told?: readonly ('configurationSet' | 'sourceArn')[];
}

export type TemplateTarget =
  | { kind: 'stored'; name: string }
  /** `content` is the text of the file. */
  | { kind: 'file'; path: string; content: string };

export interface SmtpTarget {
  /** `--smtp-host`, or null for the Region's endpoint. */
  host: string | null;
  /** `--smtp-port`, or null for SES's five. */
  ports: readonly SmtpPort[] | null;
  /** True with SES_SMTP_*, --smtp-host, --smtp-port or a symptom that comes from SMTP. */
  evident: boolean;
}

export interface SmtpPort {
  port: number;
  tls: 'starttls' | 'implicit';
}

/** A received message, as bytes in latin1 so that it stays JSON. */
export interface MessageTarget {
  source: string;
  bytes: string;
  /** What it happens to name, and nobody asked about: kept apart, as a record holds no bytes. */
  named?: { ips: readonly string[]; messageIds: readonly string[] };
  /** Whom the run looks at because the message names them, and no flag does. */
  lookedAt?: { sender: string | null; recipients: readonly string[] };
}

/** The selectors of `--dkim-selector`. */
export const selectorsGiven = (target: Pick<Target, 'dkimSelectors'>): readonly string[] =>
  target.dkimSelectors ?? [];

/** Why AWS is left alone: the flag, and what it does. */
export const awsLeftAlone = (target: Pick<Target, 'dkimSelectors'>): { flag: string; because: string } =>
  selectorsGiven(target).length > 0
    ? { flag: '--dkim-selector', because: '--dkim-selector looks from outside the account' }
    : { flag: '--no-aws', because: '--no-aws was given' };

/** What a fact or a check is about: the run, or each of the things the user named. */
export type Scope = 'run' | 'identity' | 'recipient' | 'ip' | 'template';

/** The subjects of a scope. A run has one, which is null. */
export function subjectsOf(scope: Scope, target: Target): readonly (string | null)[] {
  switch (scope) {
    case 'run':
      return [null];
    case 'identity':
      return target.identities;
    case 'recipient':
      return target.recipients;
    case 'ip':
      return target.ips;
    case 'template':
      return templatesOf(target);
  }
}

/** The template that was given or told of, and the others that a text says are not there: five at most. */
function templatesOf({ template, symptom, region }: Target): readonly string[] {
  if (template === null) return [];
  const own = template.kind === 'stored' ? template.name : template.path;
  const told =
    symptom === null
      ? []
      : toldOfRegion(symptom, region).candidates.flatMap(({ code, subject }) =>
          code === 'template/not-found' && subject !== null && /^[\w-]{1,64}$/.test(subject) ? [subject] : [],
        );
  return [...new Set([own, ...told])].slice(0, 6);
}

/** Whether the command line names neither a sender nor anything else to look at: then senders are chosen. */
export const namesNothing = (target: Target): boolean =>
  [target.identities, target.recipients, target.ips].every((names) => names.length === 0) &&
  [target.template, target.messageId, target.plan, target.symptom, target.message].every(
    (one) => one === null,
  ) &&
  target.dmarcReports === undefined;

/** Flags that put questions to AWS alone: where it is left alone they are not worth adding. */
const flagsOfAws: ReadonlySet<string> = new Set([
  ...['--tenant', '--source-arn', '--principal', '--message-id', '--configuration-set', '--endpoint-id'],
]);

/** The flag that would have let a check run, where adding it to this run would help. */
export const worthAdding = (flag: string | null, { worlds }: Pick<Target, 'worlds'>): string | null =>
  flag !== null && !worlds.aws && flagsOfAws.has(flag) ? null : flag;

/** The flag that gives a scope its subjects, for "skipped because". */
export const flagOf: Readonly<Record<Scope, string | null>> = {
  run: null,
  identity: '--identity',
  recipient: '--recipient',
  ip: '--ip',
  template: '--template',
};
