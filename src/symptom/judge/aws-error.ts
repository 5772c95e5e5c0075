import type { Reading } from '../collector.ts';
import { mentions } from '../mentions.ts';
import { awsErrorIn, isSesService, listsErrors } from '../observe/aws-error.ts';
import { otherServiceIn } from '../observe/other-service.ts';
import { sesOperations } from '../observe/ses-operations.ts';
import type { TextBlock } from '../text-block.ts';
import { namesIn, subjectOf } from '../sentence-names.ts';
import { codesOfAwsError } from './aws-error-code.ts';

/** Lines below the name of an error that may hold its operation, its service and its HTTP status. */
const reach = 6;
/** Lines above it that may: the PHP SDK says the operation first, and gives the body of the answer below. */
const before = 5;

/** Things that no other service of AWS has. */
const onlySes =
  /\b(?:e-?mail identity|configuration set <|e-?mail template|dedicated ip pool|contact list|mail from domain)/iu;

/** Errors that the API of SES defines, and no other (SES API Reference); Django has a TemplateDoesNotExist. */
const ofSesAlone =
  /^(?:AccountSendingPaused|ConfigurationSet\w{4,20}|CustomVerificationEmail\w{4,40}|FromEmailAddressNotVerified|EventDestination\w{4,20}|InvalidCloudWatchDestination|InvalidDeliveryOptions|InvalidFirehoseDestination|InvalidRenderingParameter|InvalidSNSDestination|InvalidTrackingOptions|TrackingOptions\w{4,20}|RuleSetDoesNotExist|MailFromDomainNotVerified|MessageRejected|MissingRenderingAttribute|ProductionAccessNotGranted)(?:Exception)?$|^TemplateDoesNotExistException$/u;

/** Errors of every action (SES API Reference, CommonErrors) whose names end as no error does; in lower case. */
const commonErrors: readonly string[] = [
  'incompletesignature',
  'signaturedoesnotmatch',
  'missingauthenticationtoken',
  'requestexpired',
  'requesttimetooskewed',
  'requestinthefuture',
  'invalidtoken',
  'authfailure',
  'malformedquerystring',
  'invalidqueryparameter',
  'invalidparametercombination',
  'missingaction',
  'unauthorizedoperation',
  'subscriptionrequired',
  'unrecognizedclient',
];

/** What is so of every call, whichever it was. */
const ofEveryCall: ReadonlySet<string> = new Set([
  'access/credentials-rejected',
  'access/wrong-service-endpoint',
  'send/request-malformed',
]);

/** What an error of the SES API means by its class, operation and status; null when the line names none of SES. */
export function readAwsError(block: TextBlock, at: number): readonly Reading[] | null {
  const line = block.lines[at];
  if (
    line === undefined ||
    (!mentions(line.text, ...commonErrors) &&
      !/[A-Z]\w{3,60}(?:Exception|Fault|Error)|error occurred|operation error|<Code>|(?:MessageRejected|LimitExceeded|Throttling|ServiceUnavailable|InternalFailure|InvalidParameterValue|InvalidAction|AccessDenied|NotAuthorized|OptInRequired|MissingParameter|InvalidClientTokenId|ExpiredToken|[A-Z]?\w{0,40}(?:AlreadyExists|DoesNotExist|Destination|SnsTopic|Options|Function|Policy|S3Configuration|CannotDelete))\b/u.test(
        line.text,
      ))
  )
    return null;
  if (listsErrors(line.text.slice(0, 1000))) return null;
  const own = awsErrorIn(line.text.slice(0, 4096));
  // SES may be named in the error of another service: as what it sends by, or as a way out.
  if (own === null || (block.foreignOrigin !== null && otherServiceIn(line.text) !== null)) return null;
  const near = block.lines
    .slice(Math.max(0, at - before), at + reach)
    .map(({ text }) => text.slice(0, 1000))
    .join(' ');
  const wide = awsErrorIn(near);
  const error = {
    ...own,
    operation: own.operation ?? wide?.operation ?? null,
    service: own.service ?? wide?.service ?? null,
    httpStatus: own.httpStatus ?? wide?.httpStatus ?? null,
    member: own.member ?? wide?.member ?? null,
  };
  // What no operation is called by may stand where one does: a name that was misspelt.
  const isOfNoOperation = /^(?:InvalidAction|MissingAction|UnknownOperation)/u.test(own.errorClass);
  const isOfSes =
    own.operation !== null &&
    !isOfNoOperation &&
    !sesOperations.has(own.operation) &&
    !isSesService(own.service ?? '')
      ? false
      : error.service === null
        ? (error.operation !== null && sesOperations.has(error.operation)) ||
          (block.isSes && block.foreignOrigin === null) ||
          (own.operation === null &&
            block.foreignOrigin === null &&
            (onlySes.test(own.message) || ofSesAlone.test(own.errorClass)))
        : isSesService(error.service);
  if (!isOfSes) {
    if (error.service !== null)
      block.foreign ??= { whose: `the AWS service ${error.service}`, quote: line.text };
    return null;
  }
  const codes = codesOfAwsError(error);
  const [first] = codes;
  if (first === undefined) return null;
  // Which limit it was may stand on another line: a throttling counts only when none says so.
  if (first === 'quota/rate-exceeded' || first === 'access/throttled') {
    block.throttled ??= { code: first, quote: line.text, data: {}, weight: 1 };
    return null;
  }
  const identity =
    /(?:identity|domain|template|set)\s{1,2}[<'"]?([\w.@-]{3,255}?)[>'"]? (?:does not|doesn't|was not|not)/iu.exec(
      error.message,
    )?.[1];
  const data: Record<string, string> = {
    errorClass: error.errorClass,
    ...(error.operation === null || ofEveryCall.has(first) ? {} : { action: `ses:${error.operation}` }),
    ...(identity === undefined || !/^(?:identity|dkim|mail-from)\//u.test(first) ? {} : { identity }),
    ...namesIn(error.message, first, block.collector.names),
  };
  return codes.map((code, place) => ({
    code,
    subject: subjectOf(code, data),
    quote: line.text,
    data,
    weight: place === 0 ? 0 : 1,
  }));
}
