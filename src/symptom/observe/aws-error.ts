import { once } from '../../model/once.ts';
import { mentions } from '../mentions.ts';
import { sesErrors, sesv2Errors } from '../tables/ses-model.ts';

/** An error of an AWS API as the SDKs and the CLI print it. What is not known is null. */
export interface AwsError {
  errorClass: string;
  operation: string | null;
  /** The service in lower case without blanks (`ses`, `sesv2`, `dynamodb`), or null where none is named. */
  service: string | null;
  httpStatus: number | null;
  /** The member of the input that was refused, lower case, or null. */
  member: string | null;
  message: string;
}

/**
 * Reads an error as botocore and the CLI, the JavaScript, Java, Kotlin, Go, PHP, .NET, Ruby and Rust SDKs, the XML of
 * the Query protocol and the JSON of the REST protocol write it. Null when no name of an error stands there.
 */
export function awsErrorIn(text: string): AwsError | null {
  const errorClass = classIn(text);
  if (errorClass === null) return null;
  const at = text.indexOf(errorClass);
  return {
    errorClass,
    operation: operationIn(text),
    service: serviceIn(text),
    httpStatus: statusIn(text),
    member: memberIn(text),
    message: text.slice(at, at + 600),
  };
}

/** A name that ends as errors of AWS do, or is one of those that do not. */
const endsAsError = /\b(?:[A-Z][A-Za-z0-9]{2,60}(?:Exception|Fault))\b/gu;
const bareNames =
  /\b(?:MessageRejected|BadRequest|LimitExceeded|SendingPaused|AccountSuspended|ConcurrentModification|InternalServiceError|AccessDenied|NotAuthorized|ServiceUnavailable|InternalFailure|InternalError|Throttling|RequestThrottled|RequestTimeout|RequestExpired|RequestLimitExceeded|RequestTimeTooSkewed|RequestInTheFuture|RequestAborted|InternalServerError|UnauthorizedOperation|SubscriptionRequired|UnrecognizedClient|InvalidToken|AuthFailure|ExpiredToken|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch|IncompleteSignature|InvalidSignature|MissingAuthenticationToken|OptInRequired|InvalidAction|UnknownOperation|InvalidParameterValue|InvalidParameterCombination|MissingParameter|MissingAction|ValidationError|MalformedQueryString|InvalidQueryParameter|MailFromDomainNotVerified|ConfigurationSetDoesNotExist|TemplateDoesNotExist|ConfigurationSetSendingPaused|AccountSendingPaused|RequestEntityTooLarge|ParamValidationError|SlowDown|SerializationException)\b(?!-\p{L})/u;
/** Names in quotes, one behind the other. */
const quotedList = /["'`]([A-Z]\w{5,60})["'`]\s{0,3}(?:,|\|\|?)\s{0,3}["'`]([A-Z]\w{5,60})["'`]/gu;

/** Whether a line lists names of errors, as source code does that tells them apart: of a failure it tells one. */
export const listsErrors = (line: string): boolean =>
  mentions(line, '"', "'", '`') &&
  [...line.matchAll(quotedList)].some(
    ([, one = '', other = '']) => one !== other && classIn(one) !== null && classIn(other) !== null,
  );

/** Classes of languages and frameworks: they say how a program learnt of an error, not which one it was. */
const wrappers =
  /^(?:Client|Runtime|Illegal|Null|Unhandled|Execution|IO|Sdk|SdkClient|SdkService|AmazonService|AmazonClient|AwsService|Ses|SesV2|SesV2Exception|AmazonSimpleEmailService|AmazonSimpleEmailServiceV2|AmazonServiceException|Aws|AwsException|Completion|Invocation|Messaging|Mail|Smtp|Socket|Http|HttpRequest|Request|Transport|Unexpected|Argument|System|Web|Task|Aggregate|Uncaught|Swift_Transport|Connect|Unknown|Base|Service)Exception$/u;

function classIn(whole: string): string | null {
  // The namespace of an XML document is no name of an error.
  const text = whole.replace(/https?:\/\/[^\s"'<>]{1,300}/gu, ' ');
  for (const [name] of text.matchAll(endsAsError)) if (!wrappers.test(name)) return name;
  const known = bareNames.exec(text)?.[0];
  if (known !== undefined) return known;
  for (const [name] of text.matchAll(camelCase)) if (ofModels().has(name)) return name;
  return null;
}

/** Names of errors of both APIs, as the Query protocol and the CLI print them. */
const ofModels = once(
  () =>
    new Set(
      [...Object.keys(sesErrors), ...Object.keys(sesv2Errors)].map((name) => name.replace(/Exception$/u, '')),
    ),
);
const camelCase = /\b[A-Z][a-z]{2,20}(?:[A-Z][A-Za-z0-9]{1,30}){1,6}\b/gu;

/** The SDK for Rust names the type of an error by its operation: `SendEmailError: Unhandled(Unhandled { source: ErrorMetadata { …`. */
const ofRust =
  /\b((?:Send|Get|List|Put|Create|Delete|Update|Batch|Test)[A-Z][A-Za-z]{2,50}?)Error\b(?=[^]{0,300}?\b(?:ErrorMetadata|ServiceError|DispatchFailure|Unhandled|ConnectorError)\b)/u;

function operationIn(text: string): string | null {
  return (
    /(?:calling the|operation error [\w ]{2,40}:|error executing "|failed to call|operation:?|action=|x-amz-target:? ?[\w.]{0,60}\.)\s{0,2}["']?([A-Z][A-Za-z]{5,60})\b/u.exec(
      text,
    )?.[1] ??
    ofRust.exec(text)?.[1] ??
    /\b((?:Send|Get|List|Put|Create|Delete|Update|Batch|Verify|Test|Describe|Set|Tag|Clone|Reorder)[A-Z][A-Za-z]{2,50}?)(?:Command|Request|Operation|Async|Output)?\b/u.exec(
      text.replace(/\b[A-Z][A-Za-z]{0,50}(?:Exception|Error)\b/gu, ' '),
    )?.[1] ??
    null
  );
}

function serviceIn(text: string): string | null {
  const named =
    /operation error ([\w ]{2,40}?):/u.exec(text)?.[1] ??
    /\(?Service:\s{0,2}(?:Amazon|AWS)?\s?([\w ]{2,40}?)[,;)]/u.exec(text)?.[1] ??
    /Aws::([A-Za-z0-9]{2,40})::/u.exec(text)?.[1] ??
    /Amazon\.([A-Za-z0-9]{2,40})\.(?:Model|Amazon)/u.exec(text)?.[1] ??
    /(?:client|resource)\(["']([\w-]{2,30})["']/u.exec(text)?.[1] ??
    /@aws-sdk\/client-([\w-]{2,40})/u.exec(text)?.[1] ??
    /aws_sdk_([a-z0-9]{2,30})/u.exec(text)?.[1] ??
    /\b(SESv2|SesV2|SESV2|SES)Client\b/u.exec(text)?.[1] ??
    /\b(SESv2|SesV2|SESV2|SES)\b/u.exec(text)?.[1] ??
    /\b(email)\.[\w-]{5,20}\.amazonaws/u.exec(text)?.[1];
  return named === undefined ? null : named.toLowerCase().replace(/[\s_-]/gu, '');
}

/** True for the names by which the SDKs know SES. */
export const isSesService = (service: string): boolean =>
  /^(?:ses|sesv2|ses2|email|simpleemail(?:service)?(?:v2)?|amazonsimpleemailservice)$/u.test(service);

function statusIn(text: string): number | null {
  const found =
    /(?:status ?code|http ?status(?: ?code)?|httpStatusCode|resulted in an? `?)["']?[\s:=]{0,3}(\d{3})\b/iu.exec(
      text,
    )?.[1] ?? /\bHTTP(?:\/\d(?:\.\d)?)? (\d{3})\b/u.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

function memberIn(text: string): string | null {
  const found =
    /Missing required (?:parameter|field|key)[^:]{0,60}:\s{0,2}["']?([\w.]{2,60})/iu.exec(text)?.[1] ??
    /\bat ['"]([\w.]{2,80})['"] failed to satisfy/iu.exec(text)?.[1] ??
    /(?:type|value|length) for (?:parameter|member) ([\w.[\]]{2,80})/iu.exec(text)?.[1] ??
    /missing required field, \w{2,40}Input\.([\w.]{2,60})/iu.exec(text)?.[1] ??
    /(?:missing|invalid|empty)(?: final)?["' ]{1,3}(destination|to|source|from|recipient|sender|subject|body)\b/iu.exec(
      text,
    )?.[1] ??
    /["']?(\w{4,40})["']? (?:is required|must not be (?:null|empty)|cannot be (?:null|empty)|is missing)/iu.exec(
      text,
    )?.[1];
  return found === undefined ? null : found.toLowerCase();
}
