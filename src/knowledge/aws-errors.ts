import { awsCalls } from '../model/aws-calls.ts';

/** What an error name of an AWS service says, whichever service and protocol it comes from. */
export type AwsErrorMeaning =
  | 'denied'
  | 'throttled'
  | 'expired'
  /** The access key is not known: or not in this Region, when that is not switched on. */
  | 'unknown-key'
  | 'wrong-signature'
  | 'clock-skew'
  /** The account has not switched the Region or the service on. */
  | 'opt-in'
  | 'not-found'
  | 'server-fault';

/**
 * Names from "Common Errors" of the SES API v2, Query API, SNS, SQS, EventBridge, Firehose and IAM references and the retryable errors of the AWS
 * SDKs. Most arrive without a class of their own, so the name is all there is.
 */
const meanings: Readonly<Record<AwsErrorMeaning, string>> = {
  denied:
    'AccessDenied AccessDeniedException AuthorizationError AuthorizationErrorException NotAuthorized NotAuthorizedException UnauthorizedOperation UnauthorizedException',
  throttled:
    'TooManyRequestsException ThrottlingException Throttling ThrottledException LimitExceededException RequestLimitExceeded RequestThrottled RequestThrottledException BandwidthLimitExceeded PriorRequestNotComplete SlowDown',
  expired: 'ExpiredToken ExpiredTokenException TokenRefreshRequired',
  'unknown-key':
    'UnrecognizedClientException UnrecognizedClient InvalidClientTokenId InvalidAccessKeyId InvalidSecurityToken InvalidToken AuthFailure MissingAuthenticationToken MissingAuthenticationTokenException',
  'wrong-signature':
    'InvalidSignatureException InvalidSignature SignatureDoesNotMatch IncompleteSignature IncompleteSignatureException',
  'clock-skew':
    'RequestTimeTooSkewed RequestTimeTooSkewedException RequestExpired RequestExpiredException RequestInTheFuture',
  'opt-in': 'OptInRequired OptInRequiredException SubscriptionRequiredException',
  'not-found':
    'NotFoundException ResourceNotFoundException ResourceNotFound QueueDoesNotExist AWS.SimpleQueueService.NonExistentQueue NoSuchEntity NoSuchEntityException EntityNotFoundException NoSuchBucket NoSuchKey',
  'server-fault':
    'InternalFailure InternalServiceError InternalServiceErrorException InternalServerError InternalError ServiceUnavailable ServiceUnavailableException ConcurrentModificationException RequestTimeout RequestTimeoutException',
};

const meaningByName: ReadonlyMap<string, AwsErrorMeaning> = new Map(
  Object.entries(meanings).flatMap(([meaning, names]) =>
    names.split(' ').map((name) => [name, meaning as AwsErrorMeaning] as const),
  ),
);

/**
 * Whether a text says that a request bears a wrong time: the names of CommonErrors, and the sentences of Signature Version 4
 * (IAM User Guide, "Troubleshoot Signature Version 4 signing": five minutes are let pass).
 */
export const tellsOfClock = (text: string): boolean =>
  /signature (?:has |is )?(?:expired|not yet current)|request(?: has)? ?expired|RequestTimeTooSkewed|RequestInTheFuture|request timestamp\b|difference between the request time and the current time/i.test(
    text,
  );

/** What an AWS error says, or null when it is about the request itself. `status` is the HTTP status, or null. */
export function meaningOf(
  name: string,
  message: string,
  status: number | null = null,
): AwsErrorMeaning | null {
  const meaning = meaningByName.get(name) ?? null;
  // SES reports a wrong clock as an invalid signature; only the text tells the two apart.
  if (meaning === 'wrong-signature' && /signature (?:expired|not yet current)/i.test(message))
    return 'clock-skew';
  if (meaning !== null) return meaning;
  if (status === 429) return 'throttled';
  return status !== null && status >= 500 ? 'server-fault' : null;
}

/**
 * Whether a refusal says that the quota of 24 hours is used up, and not that mail comes too fast: the first does not pass
 * within seconds. Both come under the same names ("Errors related to the sending quotas" of the SES guide), so the text
 * tells.
 */
export const isQuotaUsedUp = (message: string): boolean =>
  /daily|24[- ]?hour|per day/i.test(message) || (/quota/i.test(message) && !/rate/i.test(message));

/** Which policy said no, as IAM words it ("Troubleshoot access denied error messages"). */
export type DenialKind =
  /** No policy allows it: an Allow statement helps. */
  | 'not-allowed'
  /** A Deny in a policy of the account: no Allow helps. */
  | 'explicit-deny'
  | 'service-control-policy'
  | 'resource-control-policy'
  | 'permissions-boundary'
  | 'session-policy'
  | 'vpc-endpoint-policy'
  | 'resource-policy';

/** What the text of an AccessDenied error says. Null where it does not say. */
export interface Denial {
  /** As `ses:GetAccount`. */
  action: string | null;
  /** ARN of who called. */
  principal: string | null;
  /** ARN, or `*`. */
  resource: string | null;
  kind: DenialKind;
  /** A Deny, as opposed to the want of an Allow. */
  explicit: boolean;
}

const policyWords: readonly (readonly [RegExp, DenialKind])[] = [
  [/service control polic/i, 'service-control-policy'],
  [/resource control polic/i, 'resource-control-policy'],
  [/permissions boundar/i, 'permissions-boundary'],
  [/session polic/i, 'session-policy'],
  [/vpc endpoint polic/i, 'vpc-endpoint-policy'],
  [/resource-based polic/i, 'resource-policy'],
];

/** Who can call: a user, a role, its session, or a federated user ("IAM identifiers"). */
const principalPattern =
  /^arn:aws(?:-[a-z]{2,8}){0,3}:(?:iam|sts)::\d{12}:(?:root$|(?:user|role|assumed-role|federated-user)\/[\w+=,.@/-]{0,511}[\w+=,.@-]$)/;

/** Reads “User: … is not authorized to perform: … on resource: … because …”. Never throws. */
export function readDenial(message: string): Denial {
  const text = message.slice(0, 2000);
  const explicit = /explicit deny/i.test(text);
  const policy = policyWords.find(([words]) => words.test(text))?.[1];
  return {
    action: /not authorized to perform:?\s*[`'"]?([a-z0-9-]{2,40}:[A-Za-z]{2,80})/.exec(text)?.[1] ?? null,
    principal:
      wholeName(/User:?\s*[`'"]?(arn:[\w+=,.@:/-]{1,600})/, text)?.match(principalPattern)?.[0] ?? null,
    resource: wholeName(/on resource:?\s*[`'"]?(\*|arn:[\w+=,.@:/*-]{1,600})/, text),
    kind: policy ?? (explicit ? 'explicit-deny' : 'not-allowed'),
    explicit,
  };
}

/** A name in a text, unless it goes on with what no ARN holds: the rest of it would be another name. */
function wholeName(pattern: RegExp, text: string): string | null {
  const found = pattern.exec(text);
  if (found === null) return null;
  const after = text.slice(found.index + found[0].length);
  return /^(?:[$|!^~%#{]|[;`]\w)/.test(after) ? null : (found[1] ?? null);
}

/** True for a question put to AWS, as `ses:GetAccount`; DNS and SMTP questions look different. */
export const isAwsQuestion = (question: string): boolean =>
  /^[a-z]+:[A-Za-z]+$/.test(question) && prefixes.has(question.slice(0, question.indexOf(':')));

const prefixes: ReadonlySet<string> = new Set(
  Object.keys(awsCalls).map((action) => action.slice(0, action.indexOf(':'))),
);
