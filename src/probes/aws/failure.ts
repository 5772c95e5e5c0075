import { iamAction, type AwsAction } from '../../model/aws-calls.ts';
import { meaningOf, readDenial } from '../../knowledge/aws-errors.ts';
import { isOptInRegion } from '../../knowledge/region-names.ts';
import { sesRegion } from '../../knowledge/regions.ts';
import { Unavailable, type Why } from '../../model/unavailable.ts';
import type { CredentialShape, CredentialSource } from './credentials.ts';
import { DeadlinePassed, Interrupted } from './deadline.ts';
import { withoutSecrets, type EndpointOverride } from './endpoint.ts';
import { WireFailure, wireFailureOf } from './wire.ts';

/** What is known about a call when it fails. */
export interface CallContext {
  action: AwsAction;
  region: string;
  /** The call was put to another Region than that of the run. */
  elsewhere: boolean;
  /** Host and port that were asked; null before. */
  host: string | null;
  source: CredentialSource;
  /** Null while there are no credentials. */
  shape: CredentialShape | null;
  /** Texts that must not appear in any message. */
  secrets: readonly string[];
  override: EndpointOverride | null;
  timeoutMs: number;
  now: () => Date;
}

type Detail = Record<string, string>;

/** Tells the failures of a call apart. Null: not the world's failure but our bug. */
export function failureOf(error: unknown, context: CallContext): Unavailable | null {
  const { action, timeoutMs } = context;
  if (error instanceof Unavailable) return error;
  if (error instanceof Interrupted) return unavailable(context, 'interrupted', `${action} was interrupted`);
  if (error instanceof DeadlinePassed) {
    return unavailable(
      context,
      'timeout',
      `${context.host ?? action} gave no answer within ${inSeconds(timeoutMs)}`,
      {
        step: 'timeout',
      },
    );
  }
  if (error instanceof WireFailure) return wire(error, context);
  if (!(error instanceof Error)) return null;
  if (isServiceError(error)) return reply(error, context);
  // The body broke off: the SDK reads it after our handler has returned.
  const late = wireFailureOf(error, '', null);
  if (late !== null) return wire(late, context);
  // The SDK's XML reader throws plain errors; it adds the text that it could not read.
  if (error instanceof SyntaxError || ('$responseBodyText' in error && !isReadable(error))) {
    return wire(
      new WireFailure('html', 'page', '', null, 'it answered with something that is not an API reply'),
      context,
    );
  }
  // Whatever the SDK throws while it reads a reply (a TypeError, a RangeError of a date) carries the reply.
  if ('$response' in error) return malformed(context, 'its members are of other types');
  if (/FIPS|dual-?stack/i.test(error.message)) {
    return unavailable(
      context,
      'unreachable',
      'a FIPS or dual-stack endpoint and an endpoint override cannot be used together',
      {
        step: 'endpoint',
        kind: 'fips',
      },
    );
  }
  return null;
}

/** Sound JSON or XML, and not what this action answers with. */
const isReadable = (error: Error): boolean => error instanceof TypeError || error instanceof RangeError;

/** The reply is not what this action answers with; `what` says where. */
export const malformed = (context: CallContext, what: string): Unavailable =>
  unavailable(
    context,
    'malformed',
    `${context.action} was answered with something that is no such reply: ${what}`,
    { step: 'reply' },
  );

/** The throttle did not end in time. */
export const throttledFor = (context: CallContext): Unavailable =>
  unavailable(
    context,
    'throttled',
    `${context.action} was still throttled after ${inSeconds(context.timeoutMs)}`,
  );

/** An error of a service: its name, text and status. */
export interface ServiceError extends Error {
  $metadata: { httpStatusCode?: number };
  $response?: { headers?: Readonly<Record<string, string>> };
}

/** Every error that a service sent carries `$metadata`; one that the reply could not be read for is a SyntaxError. */
export const isServiceError = (error: unknown): error is ServiceError =>
  error instanceof Error &&
  '$metadata' in error &&
  !(error instanceof SyntaxError) &&
  !(error instanceof WireFailure) &&
  '$fault' in error;

export const statusOf = (error: ServiceError): number | null => error.$metadata.httpStatusCode ?? null;

function wire(failure: WireFailure, context: CallContext): Unavailable {
  const { step, kind, proxy, what } = failure;
  const host = failure.host === '' ? (context.host ?? '') : failure.host;
  const unknownRegion = context.override === null && sesRegion(context.region) === null;
  const nameMissing = kind === 'name-not-resolved' && step === 'dns';
  // A proxy looks the name up itself and says "bad gateway" when there is none.
  const proxyFoundNothing = step === 'proxy' && failure.status !== null && failure.status >= 500;
  if (unknownRegion && (nameMissing || proxyFoundNothing)) {
    return regionInvalid(context, `${context.region} is not an Amazon SES Region: there is no host ${host}`);
  }
  const detail = { step, kind, ...(host === '' ? {} : { host }), ...(proxy === null ? {} : { proxy }) };
  const reason = kind === 'timeout' ? 'timeout' : 'unreachable';
  return unavailable(
    context,
    reason,
    `${host === '' ? 'the endpoint' : host} could not be asked: ${what}${proxy === null ? '' : ` (through ${proxy})`}`,
    detail,
  );
}

/** The Region cannot be part of a host name, or has no host. */
export function regionInvalid(
  context: Pick<CallContext, 'action' | 'region' | 'elsewhere'>,
  message: string,
): Unavailable {
  return new Unavailable('region-invalid', message, {
    question: context.action,
    region: context.elsewhere ? context.region : null,
    detail: { region: context.region },
  });
}

function reply(error: ServiceError, context: CallContext): Unavailable {
  const status = statusOf(error);
  const message = plain(error.message, context.secrets);
  const { action, region, elsewhere } = context;
  switch (meaningOf(error.name, error.message, status)) {
    case 'denied':
      return denied(message, context);
    case 'throttled':
      return throttledFor(context);
    case 'expired':
      return expired(context);
    case 'unknown-key':
      if (elsewhere)
        return notEnabled(context, `${region} does not know the account: the Region is not switched on`);
      return unknownKey(context);
    case 'wrong-signature':
      return context.shape?.smtpPasswordAsSecret === true
        ? rejected(
            context,
            'smtp-password-as-secret',
            'the secret access key has the shape of an SES SMTP password',
          )
        : rejected(context, 'wrong-secret', 'the secret access key does not belong to the access key id');
    case 'clock-skew':
      return rejected(context, 'clock-skew', 'the clock of this computer is wrong', skew(error, context));
    case 'opt-in':
      if (elsewhere) return notEnabled(context, `${region} is not switched on for this account`);
      return rejected(context, 'opt-in', `AWS says that this account is not subscribed to SES in ${region}`);
    case 'not-found':
      // SES has one word for what is not there (SES API v2, NotFoundException): another one is of another service, or of a proxy.
      if (action.startsWith('ses:') && error.name !== 'NotFoundException')
        return unavailable(
          context,
          'bad-reply',
          `${action} was answered with ${error.name}, which SES does not say`,
          {
            message,
            ...statusDetail(status),
          },
        );
      return unavailable(context, 'not-found', message === '' ? `${action} found nothing` : message, {
        message,
      });
    case 'server-fault':
      return unavailable(context, 'bad-reply', `${action} failed on Amazon's side (${error.name})`, {
        message,
        ...statusDetail(status),
        kind: 'server-fault',
      });
    case null:
      return unavailable(
        context,
        'bad-reply',
        `${action} was answered with ${plain(error.name, [])}${message === '' ? '' : `: ${message}`}`,
        {
          message,
          name: plain(error.name, []),
          ...statusDetail(status),
        },
      );
  }
}

function denied(message: string, context: CallContext): Unavailable {
  const denial = readDenial(message);
  // The action of this call, whatever the reply names: the report offers a policy that allows it.
  const action = iamAction(context.action);
  if (context.elsewhere && denial.kind === 'service-control-policy') {
    return notEnabled(context, `a service control policy denies ${context.region}`);
  }
  const detail = {
    kind: denial.kind,
    explicit: String(denial.explicit),
    message,
    ...(denial.principal === null ? {} : { principal: denial.principal }),
    ...(denial.resource === null ? {} : { resource: denial.resource }),
  };
  return unavailable(
    context,
    'access-denied',
    `these credentials are not allowed to call ${action}`,
    detail,
    action,
  );
}

function expired(context: CallContext): Unavailable {
  const { kind } = context.source;
  return unavailable(context, 'credentials-expired', 'the session of these credentials has ended', {
    kind: kind === 'sso' || kind === 'login' ? kind : 'session',
  });
}

function unknownKey(context: CallContext): Unavailable {
  if (context.shape?.tokenMissing === true) {
    return rejected(
      context,
      'missing-session-token',
      'the access key is a temporary one and came without its session token',
    );
  }
  // A Region that is not switched on knows none of the account's keys.
  const optIn = isOptInRegion(context.region) ? { optIn: 'true' } : {};
  return rejected(context, 'unknown-key', 'AWS does not know the access key', optIn);
}

function skew(error: ServiceError, { now }: CallContext): Detail {
  const date = error.$response?.headers?.['date'];
  const theirs = date === undefined ? NaN : Date.parse(date);
  return Number.isNaN(theirs) ? {} : { skewSeconds: String(Math.round((now().getTime() - theirs) / 1000)) };
}

const rejected = (context: CallContext, kind: string, message: string, more: Detail = {}): Unavailable =>
  unavailable(context, 'credentials-rejected', message, { kind, region: context.region, ...more });

const notEnabled = (context: CallContext, message: string): Unavailable =>
  unavailable(context, 'region-not-enabled', message);

const statusDetail = (status: number | null): Detail => (status === null ? {} : { status: String(status) });

/** An `Unavailable` with what every failure of this call has in common. */
export function unavailable(
  context: CallContext,
  reason: Why['reason'],
  message: string,
  detail: Detail = {},
  action: string | null = null,
): Unavailable {
  const { override, source } = context;
  return new Unavailable(reason, message, {
    question: context.action,
    action,
    region: context.elsewhere ? context.region : null,
    detail: {
      ...(context.host === null ? {} : { host: context.host }),
      ...(source.profile === null ? {} : { profile: source.profile }),
      ...(override === null
        ? {}
        : { endpoint: withoutSecrets(override.url), endpointSource: override.source }),
      ...detail,
    },
  });
}

/** A text of the service for a message: no control characters, no secret, at most 500 characters, no final dot. */
export function plain(text: string, secrets: readonly string[]): string {
  let clean = text.slice(0, 4000);
  for (const secret of secrets) clean = clean.replaceAll(secret, '***');
  return clean
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 500)
    .replace(/\s*\.$/, '');
}

/** `5 seconds`. */
export function inSeconds(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 100) / 10;
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}
