import type { AwsReply } from '../../model/aws-replies.ts';
import type { AwsProbe } from '../../model/aws.ts';
import { isAddress, lineageOf } from '../../parse/identity-name.ts';
import { type Answer, answerOf, Unavailable } from '../../model/unavailable.ts';

/** An identity as SES knows it, with everything later stages need. */
export interface Identity {
  name: string;
  type: 'address' | 'domain';
  /** `PENDING`, `SUCCESS`, `FAILED`, `TEMPORARY_FAILURE` or `NOT_STARTED`. */
  verificationStatus: string;
  verifiedForSending: boolean;
  verificationInfo: VerificationInfo | null;
  /** SES sends bounces and complaints by mail to the Return-Path. */
  feedbackForwarding: boolean;
  /** The default configuration set, or null. */
  configurationSet: string | null;
  dkim: Dkim;
  /** The custom MAIL FROM domain, or null when SES uses its own. */
  mailFrom: MailFrom | null;
  /** A status of a MAIL FROM domain that SES does not name; absent where it names it, or says nothing. */
  namelessMailFrom?: string;
  /** Sending authorization policies: name to JSON text. */
  policies: Readonly<Record<string, string>>;
}

/** What SES saw when it last looked at the DNS. Times are ISO 8601. */
export interface VerificationInfo {
  lastChecked: string | null;
  lastSuccess: string | null;
  /** As `HOST_NOT_FOUND`, or null. */
  errorType: string | null;
  /** The zone's SOA record as SES saw it: names the DNS provider that SES asks. */
  soa: { primaryNameServer: string | null; serial: number | null } | null;
}

export interface Dkim {
  signing: boolean;
  /** As `verificationStatus`. */
  status: string;
  /** Three CNAME tokens of Easy DKIM; the selector alone when the key is your own. */
  tokens: readonly string[];
  /** `AWS_SES`, `EXTERNAL` (own key), or `AWS_SES_<REGION>` (replica of that Region's identity). */
  origin: string;
  /** Where the CNAMEs point into; null when SES does not say. */
  signingHostedZone: string | null;
  currentKeyLength: string | null;
  nextKeyLength: string | null;
  /** When SES last made keys for Easy DKIM, ISO 8601; absent where it does not say, and in records of before. */
  keysSince?: string;
}

/** SES's own keys, also those of a replica, or a key of one's own. */
export const isDkimOrigin = (origin: string): boolean =>
  /^(?:EXTERNAL|AWS_SES(?:_[A-Z]+(?:_[A-Z]+)*_\d+)?)$/.test(origin);

export interface MailFrom {
  domain: string;
  /** `PENDING`, `SUCCESS`, `FAILED` or `TEMPORARY_FAILURE`. */
  status: string;
  behaviorOnMxFailure: 'USE_DEFAULT_VALUE' | 'REJECT_MESSAGE';
}

/** One name of a lineage: what SES knows of it; null when it knows nothing. */
export interface LineageEntry {
  name: string;
  answer: Answer<Identity | null>;
}

type IdentityProbe = AwsProbe<'ses:GetEmailIdentity'>;

/** Asks for one identity. Null when SES does not know it in that Region. */
export async function askIdentity(
  aws: IdentityProbe,
  name: string,
  region?: string,
): Promise<Identity | null> {
  try {
    const reply = await aws(
      'ses:GetEmailIdentity',
      { EmailIdentity: name },
      region === undefined ? {} : { region },
    );
    return identityFrom(name, reply);
  } catch (error) {
    if (error instanceof Unavailable && error.reason === 'not-found') return null;
    throw error;
  }
}

/** Asks for a name and everything it may inherit from, all at once; the name itself comes first. */
export async function askLineage(
  aws: IdentityProbe,
  name: string,
  region?: string,
): Promise<readonly LineageEntry[]> {
  return await Promise.all(
    lineageOf(name).map(async (one) => ({
      name: one,
      answer: await answerOf(askIdentity(aws, one, region)),
    })),
  );
}

/** SES sends mail from it, or would if its switch were on. A record that vanished stops nothing at first (SES API, VerificationStatus). */
export const isVerified = (identity: Identity): boolean =>
  identity.verifiedForSending ||
  identity.verificationStatus === 'SUCCESS' ||
  identity.verificationStatus === 'TEMPORARY_FAILURE';

/** The identities of a lineage that exist, nearest first. */
export const existing = (lineage: readonly LineageEntry[]): readonly Identity[] =>
  lineage.flatMap(({ answer }) => (answer.ok && answer.value !== null ? [answer.value] : []));

/**
 * The identity of a lineage that SES asks a tenant for: the nearest that exists, verified or not; null where none does. A name
 * that could not be looked up may be that identity: then its answer is given instead.
 */
export function heldNearest(lineage: readonly LineageEntry[]): Answer<Identity | null> {
  const first = lineage.find(({ answer }) => !answer.ok || answer.value !== null);
  return first?.answer ?? { ok: true, value: null };
}

/** The nearest verified identity of a lineage, one that may send before one that may not; null when there is none. */
export function coveringOf(lineage: readonly LineageEntry[]): Identity | null {
  const verified = existing(lineage).filter(isVerified);
  return verified.find(({ verifiedForSending }) => verifiedForSending) ?? verified[0] ?? null;
}

/**
 * The identity of a lineage that is nearer to the sender than the verified one which covers it, and that SES does not let
 * send; null when there is none. AWS's pages do not say whether SES then goes by the one above.
 */
export function unreadyBelow(lineage: readonly LineageEntry[]): Identity | null {
  const covering = coveringOf(lineage);
  if (covering === null) return null;
  const known = existing(lineage);
  const nearer = known.slice(0, known.indexOf(covering));
  return nearer.find(({ verifiedForSending }) => !verifiedForSending) ?? null;
}

function identityFrom(name: string, reply: AwsReply<'ses:GetEmailIdentity'>): Identity {
  const verifiedForSending = reply.VerifiedForSendingStatus;
  return {
    name,
    type: isAddress(name) ? 'address' : 'domain',
    verificationStatus: reply.VerificationStatus ?? (verifiedForSending ? 'SUCCESS' : 'PENDING'),
    verifiedForSending,
    verificationInfo: infoFrom(reply.VerificationInfo),
    feedbackForwarding: reply.FeedbackForwardingStatus ?? true,
    // Some that stand in for SES write an empty name where there is none.
    configurationSet: reply.ConfigurationSetName === '' ? null : (reply.ConfigurationSetName ?? null),
    dkim: dkimFrom(reply.DkimAttributes),
    mailFrom: mailFromFrom(reply.MailFromAttributes),
    ...namelessFrom(reply.MailFromAttributes),
    policies: { ...reply.Policies },
  };
}

function infoFrom(info: AwsReply<'ses:GetEmailIdentity'>['VerificationInfo']): VerificationInfo | null {
  if (info === undefined) return null;
  const soa = info.SOARecord;
  return {
    lastChecked: info.LastCheckedTimestamp?.toISOString() ?? null,
    lastSuccess: info.LastSuccessTimestamp?.toISOString() ?? null,
    errorType: info.ErrorType ?? null,
    soa:
      soa === undefined
        ? null
        : { primaryNameServer: soa.PrimaryNameServer ?? null, serial: soa.SerialNumber ?? null },
  };
}

function dkimFrom(dkim: AwsReply<'ses:GetEmailIdentity'>['DkimAttributes']): Dkim {
  return {
    signing: dkim.SigningEnabled,
    status: dkim.Status,
    tokens: dkim.Tokens ?? [],
    origin: dkim.SigningAttributesOrigin ?? 'AWS_SES',
    signingHostedZone: textOf(dkim.SigningHostedZone),
    currentKeyLength: dkim.CurrentSigningKeyLength ?? null,
    nextKeyLength: dkim.NextSigningKeyLength ?? null,
    ...(dkim.LastKeyGenerationTimestamp !== undefined && {
      keysSince: dkim.LastKeyGenerationTimestamp.toISOString(),
    }),
  };
}

/** An empty text says as much as none. */
const textOf = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

function namelessFrom(
  mailFrom: AwsReply<'ses:GetEmailIdentity'>['MailFromAttributes'],
): Pick<Identity, 'namelessMailFrom'> {
  const status = textOf(mailFrom?.MailFromDomainStatus);
  return status === null || textOf(mailFrom?.MailFromDomain) !== null ? {} : { namelessMailFrom: status };
}

function mailFromFrom(mailFrom: AwsReply<'ses:GetEmailIdentity'>['MailFromAttributes']): MailFrom | null {
  const domain = mailFrom?.MailFromDomain;
  if (mailFrom === undefined || domain === undefined || domain === '') return null;
  return {
    domain: domain.toLowerCase(),
    status: mailFrom.MailFromDomainStatus ?? 'PENDING',
    behaviorOnMxFailure: mailFrom.BehaviorOnMxFailure ?? 'USE_DEFAULT_VALUE',
  };
}
