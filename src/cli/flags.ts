import type { FailOn } from '../report.ts';
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
