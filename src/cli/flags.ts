import type { FailOn } from '../model/report.ts';
import type { Format } from '../render/formats.ts';

/** The flags of `check` as commander hands them over: text, not yet validated. */
export interface CheckFlags {
  identity: string[];
  recipient: string[];
  configurationSet?: string;
  tenant?: string;
  template?: string;
  templateFile?: string;
  templateData?: string;
  ip: string[];
  messageId?: string;
  symptom?: string;
  message?: string;
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
  caFile?: string;
  dnsbl: string[];
  mailFrom?: string;
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
  failOn?: FailOn;
  allowUnknown?: true;
  ignoreFile?: string;
  baseline?: string;
  writeBaseline?: string;
  saveFacts?: string;
  facts?: string;
  redact: boolean;
  changedSince?: string;
  wait?: string;
  quiet?: true;
  verbose?: true;
  color: boolean;
}

/** The flags of `explain`. */
export interface ExplainFlags {
  file?: string;
  region?: string;
  format?: Format;
  output: string[];
  failOn?: FailOn;
  quiet?: true;
  verbose?: true;
  color: boolean;
}

/** The names of the given flags that say what to look at. */
export function targetFlags(flags: CheckFlags): readonly string[] {
  const { identity, recipient, configurationSet, tenant, template, templateFile, templateData, ip } = flags;
  const { messageId, symptom, message, plan, region, principal, mailFrom, dnsbl } = flags;
  return Object.entries({
    ...{ identity, recipient, 'configuration-set': configurationSet, tenant, template, ip, symptom, message },
    ...{
      'template-file': templateFile,
      'template-data': templateData,
      'message-id': messageId,
      plan,
      region,
    },
    ...{ principal, 'mail-from': mailFrom, dnsbl },
  })
    .filter(([, value]) => value !== undefined && value.length > 0)
    .map(([name]) => `--${name}`);
}
