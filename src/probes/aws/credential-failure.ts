import { meaningOf } from '../../knowledge/aws-errors.ts';
import type { Unavailable } from '../../model/unavailable.ts';
import { DeadlinePassed, Interrupted } from './deadline.ts';
import {
  failureOf,
  inSeconds,
  isServiceError,
  plain,
  statusOf,
  unavailable,
  type CallContext,
} from './failure.ts';
import { WireFailure } from './wire.ts';

/**
 * Why the credential chain gave nothing. It says the same of six causes, so the profile and the last failure on the
 * wire (SSO, STS) speak as well. The texts of a credential_process are never quoted: they may hold a secret.
 */
export function credentialFailure(
  error: unknown,
  context: CallContext,
  onWire: WireFailure | null,
): Unavailable {
  const { source } = context;
  if (error instanceof Interrupted)
    return unavailable(context, 'interrupted', `${context.action} was interrupted`);
  if (source.missing) {
    return unavailable(
      context,
      'profile-not-found',
      `there is no profile ${plain(source.profile ?? '', [])} in the AWS config files`,
      {
        profile: plain(source.profile ?? '', []),
        ...(source.nearest === null ? {} : { nearest: source.nearest }),
      },
    );
  }
  const failure = error instanceof WireFailure ? error : onWire;
  if (failure !== null) return failureOf(failure, context) ?? nothingFound(context, 'nothing');
  if (error instanceof DeadlinePassed) {
    return nothingFound(context, 'slow', `no credentials came within ${inSeconds(context.timeoutMs)}`);
  }
  const text = error instanceof Error ? error.message : '';
  const login = loginOf(text, context);
  if (login !== null) {
    return unavailable(
      context,
      'credentials-expired',
      'the session of these credentials has ended, or nobody has logged in',
      { kind: login },
    );
  }
  if (/multi-factor|\bMFA\b/i.test(text)) {
    return nothingFound(context, 'mfa', 'the role of the profile requires MFA');
  }
  const service = isServiceError(error) ? meaningOf(error.name, text, statusOf(error)) : null;
  if (service !== null || /No access|ForbiddenException/.test(text)) return ofService(service, context);
  return nothingFound(context, 'nothing');
}

/** SSO and `aws login` tell in words that somebody has to log in again. */
function loginOf(text: string, { source }: CallContext): 'sso' | 'login' | null {
  if (/aws sso login|SSO session|session token not found|Token is expired/i.test(text)) return 'sso';
  if (/aws login|re-?authenticate/i.test(text)) return 'login';
  return source.kind === 'sso' && text.includes('UnauthorizedException') ? 'sso' : null;
}

function ofService(meaning: ReturnType<typeof meaningOf>, context: CallContext): Unavailable {
  switch (meaning) {
    case 'expired':
      return unavailable(
        context,
        'credentials-expired',
        'the credentials that the role is assumed with have expired',
        { kind: 'session' },
      );
    case 'clock-skew':
      return unavailable(context, 'credentials-rejected', 'the clock of this computer is wrong', {
        kind: 'clock-skew',
      });
    case 'wrong-signature':
      return unavailable(
        context,
        'credentials-rejected',
        'the secret access key does not belong to the access key id',
        { kind: 'wrong-secret' },
      );
    case 'unknown-key':
      return unavailable(context, 'credentials-rejected', 'AWS does not know the access key', {
        kind: 'unknown-key',
      });
    case 'throttled':
      return unavailable(
        context,
        'throttled',
        'the service that gives out credentials throttled the request',
      );
    case 'denied':
    case 'opt-in':
    case 'not-found':
    case 'server-fault':
    case null:
      return unavailable(context, 'credentials-rejected', 'the role of the profile could not be assumed', {
        kind: 'role',
      });
  }
}

function nothingFound(
  context: CallContext,
  kind: string,
  message = 'no AWS credentials were found',
): Unavailable {
  return unavailable(context, 'no-credentials', message, { kind, tried: context.source.tried.join('; ') });
}
