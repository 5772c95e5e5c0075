import type { FailOn } from '../model/report.ts';
import type { FoundConfig } from '../gate/gate.ts';
import type { Format } from '../render/formats.ts';

/** The flags of `check` as commander hands them over: text, not yet validated. */
export interface CheckFlags {
  identity: string[];
  identities?: string;
  recipient: string[];
  recipients?: string;
  state?: string;
  configurationSet?: string;
  tenant?: string;
  endpointId?: string;
  template?: string;
  templateFile?: string;
  templateData?: string;
  ip: string[];
  messageId?: string;
  symptom?: string;
  message?: string;
  dmarcReport: string[];
  plan?: string;
  within?: string;
  region?: string;
  profile?: string;
  endpointUrl?: string;
  resolver: string[];
  smtpHost?: string;
  smtpPort: string[];
  tryRegions?: true;
  deriveSmtpPassword?: true;
  searchSuppression?: true;
  principal?: string;
  fromDisplayName?: string;
  feedbackAddress?: string;
  sourceArn?: string;
  caFile?: string;
  dnsbl: string[];
  mailFrom?: string;
  dkimSelector: string[];
  only: string[];
  skip: string[];
  /** Commander turns `--no-x` into `x: false`. */
  aws: boolean;
  smtp: boolean;
  dns: boolean;
  timeout: string;
  deadline: string;
  format?: Format;
  output: string[];
  json?: true;
  failOn?: FailOn;
  allowUnknown?: true;
  /** The file of flags; the ignores it holds stand in `configIgnores`. */
  config?: string;
  /** The `ignores` of the config file as they stand in it; absent without any. */
  configIgnores?: unknown;
  /** The config file that merely lay in the working directory, and what it set that can turn the report greener. */
  foundConfig?: FoundConfig;
  /** The config file as errors name it, and the flags that it set. */
  setByFile?: { where: string; flags: readonly string[] };
  /** Nothing was typed but the name of the program. */
  bare?: true;
  ignoreFile?: string;
  baseline?: string;
  writeBaseline?: string;
  saveFacts?: string;
  facts?: string;
  redact: boolean;
  redactReport?: true;
  changedSince?: string;
  wait?: string;
  quiet?: true;
  debug?: true;
  verbose?: true;
  color: boolean;
}

/** The flags of `explain`. */
export interface ExplainFlags {
  file?: string;
  redactReport?: true;
  region?: string;
  format?: Format;
  json?: true;
  output: string[];
  failOn?: FailOn;
  quiet?: true;
  verbose?: true;
  color: boolean;
}

/** The flags that say what to look at, by the names that commander gives them. */
const targetOptions = {
  identity: '--identity',
  identities: '--identities',
  recipient: '--recipient',
  recipients: '--recipients',
  configurationSet: '--configuration-set',
  tenant: '--tenant',
  endpointId: '--endpoint-id',
  template: '--template',
  templateFile: '--template-file',
  templateData: '--template-data',
  ip: '--ip',
  messageId: '--message-id',
  symptom: '--symptom',
  message: '--message',
  dmarcReport: '--dmarc-report',
  plan: '--plan',
  region: '--region',
  principal: '--principal',
  fromDisplayName: '--from-display-name',
  feedbackAddress: '--feedback-address',
  sourceArn: '--source-arn',
  mailFrom: '--mail-from',
  dkimSelector: '--dkim-selector',
  dnsbl: '--dnsbl',
} as const satisfies Partial<Record<keyof CheckFlags, string>>;

/** Whether a flag, with its hyphens, says what to look at. */
export const isTargetFlag = (flag: string): boolean =>
  Object.values(targetOptions).some((one) => one === flag);

/** The names of the given flags that say what to look at. */
export function targetFlags(flags: CheckFlags): readonly string[] {
  return Object.entries(targetOptions)
    .filter(([name]) => {
      const value = flags[name as keyof typeof targetOptions];
      return value !== undefined && value.length > 0;
    })
    .map(([, flag]) => flag);
}
