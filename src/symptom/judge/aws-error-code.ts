import { setupErrorOf } from '../../knowledge/setup-errors.ts';
import type { AwsError } from '../observe/aws-error.ts';

/** What an operation of SES is about. */
type Family = 'send' | 'identity' | 'configuration-set' | 'template' | 'contact-list' | 'tenant' | 'other';

const families: readonly (readonly [Family, RegExp])[] = [
  [
    'send',
    /^Send(?:Raw|Bulk|Templated|BulkTemplated)?(?:Email|TemplatedEmail)$|^SendBounce$|^SendCustomVerificationEmail$/u,
  ],
  ['configuration-set', /ConfigurationSet/u],
  ['template', /Template/u],
  ['contact-list', /Contact/u],
  ['tenant', /Tenant/u],
  ['identity', /Identit|^Verify(?:Email|Domain)|DkimAttributes|MailFromDomain/u],
];

const familyOf = (operation: string | null): Family =>
  families.find(([, names]) => operation !== null && names.test(operation))?.[0] ?? 'other';

/** Which thing a refusal is about, by the words of its message or else by the operation. */
function thingOf({ message, operation }: AwsError): Family {
  const words = message.toLowerCase();
  if (words.includes('tenant')) return 'tenant';
  if (/configuration[- ]?set/u.test(words)) return 'configuration-set';
  if (words.includes('template')) return 'template';
  if (/contact|topic|list with name/u.test(words)) return 'contact-list';
  if (/identit|domain/u.test(words)) return 'identity';
  return familyOf(operation);
}

const missing: Readonly<Record<Family, readonly string[]>> = {
  identity: ['identity/not-found', 'identity/wrong-region'],
  'configuration-set': ['configuration-set/not-found'],
  template: ['template/not-found'],
  'contact-list': ['send/list-management'],
  tenant: ['reputation/tenant-not-found'],
  send: [],
  other: [],
};

/** Members of the inputs of the send operations, and what a bad value there is. First match wins. */
const members: readonly (readonly [string, RegExp])[] = [
  ['send/tenant', /tenant/u],
  ['configuration-set/not-found', /configurationset/u],
  ['send/tag-invalid', /emailtags?|messagetags?|^tags?(?:\.|$)|defaulttags|replacementtags/u],
  ['template/data-invalid-json', /templatedata|replacement/u],
  ['template/not-found', /template/u],
  ['send/list-management', /listmanagement|contactlist|topicname/u],
  ['send/no-recipients', /toaddresses|ccaddresses|bccaddresses|destination|recipient|^to$/u],
  ['send/address-syntax', /from|source|replyto|returnpath|feedbackforwarding|sender|emailaddress/u],
  ['send/mime-invalid', /rawmessage|raw\.data|^data$|content|subject|body|message/u],
];

/** Classes that only one thing raises, whatever the operation and the words (SES API Reference, the errors of each action). */
const alwaysTheSame: Readonly<Record<string, readonly string[]>> = {
  ProductionAccessNotGranted: ['sandbox/account-in-sandbox'],
  FromEmailAddressNotVerified: ['identity/not-verified'],
  InvalidTemplate: ['template/syntax-error'],
  CustomVerificationEmailInvalidContent: ['template/syntax-error'],
  InvalidRenderingParameter: ['template/data-invalid-json'],
  MissingRenderingAttribute: ['template/missing-variable'],
  InvalidSNSDestination: ['events/topic-policy-blocks', 'events/topic-unreachable'],
  InvalidSnsTopic: ['events/topic-policy-blocks', 'events/topic-unreachable'],
};

/** What a refusal to send means whose message is lost: its class stands for several causes, likeliest first. */
const refusals: Readonly<Record<string, readonly string[]>> = {
  MessageRejected: ['identity/not-verified', 'sandbox/recipient-not-verified', 'sending/paused-by-aws'],
  BadRequest: ['identity/not-verified', 'send/address-syntax', 'send/no-recipients'],
  InvalidParameterValue: ['send/address-syntax', 'send/mime-invalid'],
  LimitExceeded: ['quota/rate-exceeded', 'quota/daily-exhausted'],
};

/** The code for a bad or missing value of a member of the inputs, by its name; null for a member that tells nothing. */
export const codeOfMember = (member: string): string | null =>
  members.find(([, names]) => names.test(member.toLowerCase().replace(/[^a-z.]/gu, '')))?.[0] ?? null;

/**
 * The code for an error of SES, likeliest first: class of the error by family of the operation (SES API Reference,
 * CommonErrors and the errors of each action), else by HTTP status. Empty when neither says anything.
 */
export function codesOfAwsError(error: AwsError): readonly string[] {
  const { errorClass, httpStatus, member } = error;
  const name = errorClass.replace(/(?:Exception|Fault)$/u, '');
  const sends = familyOf(error.operation) === 'send';
  if (
    /^(?:Throttling|ThrottledException|Throttled|TooManyRequests|RequestThrottled|RequestLimitExceeded|SlowDown|ProvisionedThroughputExceeded)$/u.test(
      name,
    )
  )
    return sends ? ['quota/rate-exceeded'] : ['access/throttled'];
  if (
    /^(?:ServiceUnavailable|InternalFailure|InternalError|InternalServer|InternalServerError|InternalServiceError|InternalService|RequestTimeout|RequestAborted|ConcurrentModification|ServiceInternalError)$/u.test(
      name,
    )
  )
    return ['send/temporary-failure'];
  if (/^(?:AccessDenied|NotAuthorized|UnauthorizedOperation|Forbidden)$/u.test(name))
    return sends ? ['send/access-denied'] : ['access/denied'];
  if (/^(?:ExpiredToken|TokenRefreshRequired)$/u.test(name)) return ['access/credentials-expired'];
  // The last three bear a wrong time: the words of the code tell them apart.
  if (
    /^(?:UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|InvalidToken|InvalidSecurityToken|AuthFailure|SignatureDoesNotMatch|InvalidSignature|IncompleteSignature|MissingAuthenticationToken|RequestExpired|RequestTimeTooSkewed|RequestInTheFuture)$/u.test(
      name,
    )
  )
    return ['access/credentials-rejected'];
  if (/^(?:OptInRequired|SubscriptionRequired)$/u.test(name)) return ['send/account-not-subscribed'];
  if (/^(?:InvalidAction|UnknownOperation|MissingAction)$/u.test(name))
    return ['access/wrong-service-endpoint'];
  if (/^(?:AccountSuspended)$/u.test(name)) return ['sending/paused-by-aws'];
  if (/^(?:AccountSendingPaused)$/u.test(name)) return ['sending/disabled-by-you', 'sending/paused-by-aws'];
  if (/^(?:SendingPaused)$/u.test(name)) return ['sending/paused-by-aws', 'sending/disabled-by-you'];
  if (/^(?:MailFromDomainNotVerified)/u.test(name)) return ['mail-from/rejects-on-failure'];
  const alone = alwaysTheSame[name];
  if (alone !== undefined) return alone;
  if (/^(?:RequestEntityTooLarge)$/u.test(name)) return ['send/message-too-large'];
  if (/DoesNotExist$|^NotFound$|^ResourceNotFound$/u.test(name)) {
    const thing = name.includes('ConfigurationSet')
      ? 'configuration-set'
      : name.includes('Template')
        ? 'template'
        : thingOf(error);
    return missing[thing].length > 0 || setupErrorOf(name) === null || (sends && isBroad(name))
      ? missing[thing]
      : ['send/setup-refused'];
  }
  if (
    /^(?:BadRequest|Validation|ValidationError|ParamValidationError|InvalidParameterValue|InvalidParameter|InvalidParameterCombination|MissingParameter|InvalidRequest|InvalidInput)$/u.test(
      name,
    ) &&
    member !== null
  ) {
    const found = codeOfMember(member);
    if (found !== null) return [found];
  }
  // Templates are refused when they are stored or rendered, for what stands in them.
  if (/^(?:BadRequest|InvalidParameterValue)$/u.test(name) && familyOf(error.operation) === 'template')
    return ['template/syntax-error', 'template/render-rejected'];
  const byStatus = codesOfStatus(httpStatus, sends);
  if (byStatus.length > 0) return byStatus;
  // Whoever built the request left something out of it, or wrote it as the API does not read it.
  if (
    /^(?:MalformedQueryString|InvalidQueryParameter|InvalidParameterCombination|MissingParameter|Serialization|ValidationError)$/u.test(
      name,
    )
  )
    return ['send/request-malformed'];
  // MessageRejected is of the operations that send, whether or not one is named.
  const isOfSending = sends || name === 'MessageRejected';
  const refusal = isOfSending ? refusals[name] : undefined;
  if (refusal !== undefined) return refusal;
  return setupErrorOf(name) !== null && (!sends || !isBroad(name)) ? ['send/setup-refused'] : [];
}

/** Names that a send gets as well, for what it names. */
const isBroad = (name: string): boolean => /^(?:NotFound|BadRequest|LimitExceeded)$/u.test(name);

function codesOfStatus(status: number | null, sends: boolean): readonly string[] {
  if (status === null) return [];
  if (status === 429) return sends ? ['quota/rate-exceeded'] : ['access/throttled'];
  if (status === 413) return ['send/message-too-large'];
  return status >= 500 ? ['send/temporary-failure'] : [];
}
