import { describe, expect, it } from 'vitest';
import { tellsOfClock } from '../../src/knowledge/aws-errors.ts';
import { readSymptom } from '../../src/symptom/reader.ts';

/** Errors of every action (SES API Reference, CommonErrors; IAM User Guide, Signature Version 4): what AWS says, and what it means. */
const errors: Readonly<Record<string, readonly [message: string, code: string]>> = {
  RequestTimeTooSkewed: [
    'The difference between the request time and the current time is too large.',
    'access/credentials-rejected',
  ],
  RequestExpired: ['Request has expired.', 'access/credentials-rejected'],
  RequestInTheFuture: ['Request timestamp is in the future', 'access/credentials-rejected'],
  InvalidClientTokenId: [
    'The security token included in the request is invalid.',
    'access/credentials-rejected',
  ],
  UnrecognizedClientException: [
    'The security token included in the request is invalid.',
    'access/credentials-rejected',
  ],
  IncompleteSignature: [
    'Authorization header requires existence of either a X-Amz-Date or a Date header.',
    'access/credentials-rejected',
  ],
  SignatureDoesNotMatch: [
    'The request signature we calculated does not match the signature you provided.',
    'access/credentials-rejected',
  ],
  MissingAuthenticationToken: ['Request is missing Authentication Token', 'access/credentials-rejected'],
  MissingAuthenticationTokenException: ['Missing Authentication Token', 'access/credentials-rejected'],
  AuthFailure: [
    'AWS was not able to validate the provided access credentials',
    'access/credentials-rejected',
  ],
  ExpiredToken: ['The security token included in the request is expired', 'access/credentials-expired'],
  ExpiredTokenException: [
    'The security token included in the request is expired',
    'access/credentials-expired',
  ],
  OptInRequired: [
    'The AWS Access Key Id needs a subscription for the service',
    'send/account-not-subscribed',
  ],
  SubscriptionRequiredException: [
    'The AWS Access Key Id needs a subscription for the service',
    'send/account-not-subscribed',
  ],
  ServiceUnavailable: ['Service is currently unavailable. Please try again later.', 'send/temporary-failure'],
  InternalFailure: ['We encountered an internal error. Please try again.', 'send/temporary-failure'],
  MalformedQueryString: ['The query string contains a syntax error.', 'send/request-malformed'],
  InvalidQueryParameter: [
    'The AWS query string is malformed or does not adhere to AWS standards.',
    'send/request-malformed',
  ],
  InvalidParameterCombination: [
    'Parameters that must not be used together were used together.',
    'send/request-malformed',
  ],
  MissingParameter: [
    'A required parameter for the specified action is not supplied.',
    'send/request-malformed',
  ],
  InvalidAction: [
    'Could not find operation SendEmial for version 2010-12-01',
    'access/wrong-service-endpoint',
  ],
  MissingAction: [
    'The request is missing an action or a required parameter.',
    'access/wrong-service-endpoint',
  ],
  ThrottlingException: ['Rate exceeded', 'access/throttled'],
};

const php = (name: string): string =>
  `Error executing "SendEmail" on "https://email.us-east-1.amazonaws.com"; AWS HTTP error: Client error: \`POST https://email.us-east-1.amazonaws.com\` resulted in a \`403 Forbidden\` response:\n<ErrorResponse>\n  <Error>\n    <Type>Sender</Type>\n    <Code>${name} (truncated...)`;

/** How the CLI, boto3 and the SDKs print an error. The SDK for Java 2 leaves its name out. */
const shapes: Readonly<Record<string, (name: string, message: string) => string>> = {
  'the CLI': (name, message) =>
    `An error occurred (${name}) when calling the SendEmail operation: ${message}`,
  boto3: (name, message) =>
    `Traceback (most recent call last):\n  File "app.py", line 10, in <module>\n    ses.send_email(Source='a@shop.example')\nbotocore.exceptions.ClientError: An error occurred (${name}) when calling the SendEmail operation: ${message}`,
  'JavaScript 2': (name, message) =>
    `${name}: ${message}\n    at Request.extractError (/app/node_modules/aws-sdk/lib/protocol/query.js:50:29)\n  code: '${name}',\n  statusCode: 400,\n  ses.sendEmail`,
  'JavaScript 3': (name, message) =>
    `${name}: ${message}\n    at de_CommandError (/app/node_modules/@aws-sdk/client-sesv2/dist-cjs/index.js:4400:20)\n  '$fault': 'client',\n  '$metadata': { httpStatusCode: 403 }`,
  'Java 1': (name, message) =>
    `com.amazonaws.services.simpleemail.model.AmazonSimpleEmailServiceException: ${message} (Service: AmazonSimpleEmailService; Status Code: 403; Error Code: ${name}; Request ID: 1a; Proxy: null)`,
  PHP: (name, message) => `${php(name)}\n ${name} (client): ${message}`,
  Go: (name, message) =>
    `operation error SESv2: SendEmail, https response error StatusCode: 403, RequestID: 1a, api error ${name}: ${message}`,
  '.NET': (name, message) =>
    `Amazon.SimpleEmailV2.AmazonSimpleEmailServiceV2Exception: ${message}\n ---> Amazon.Runtime.Internal.HttpErrorResponseException\nErrorCode: ${name}`,
  Ruby: (name, message) => `Aws::SESV2::Errors::${name}: ${message}`,
  'the Query API': (name, message) =>
    `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">\n  <Error>\n    <Type>Sender</Type>\n    <Code>${name}</Code>\n    <Message>${message}</Message>\n  </Error>\n</ErrorResponse>`,
};

const first = (text: string): string | undefined => readSymptom(text, { region: null }).candidates[0]?.code;
const ofAsending = (code: string): readonly string[] =>
  code === 'access/throttled' ? [code, 'quota/rate-exceeded'] : [code];

describe.each(Object.entries(shapes))('an error of every action as %s prints it', (_, shape) => {
  it.each(Object.entries(errors))('%s', (name, [message, code]) => {
    expect(ofAsending(code)).toContain(first(shape(name, message)));
  });
});

it.each(Object.entries(errors).filter(([name]) => !['InternalFailure', 'ServiceUnavailable'].includes(name)))(
  '%s by its message alone, as the SDK for Java 2 prints it',
  (_, [message, code]) => {
    const text = `software.amazon.awssdk.services.ses.model.SesException: ${message} (Service: Ses, Status Code: 403, Request ID: 1a)`;
    expect(first(text)).toBe(code);
  },
);

it.each(['RequestTimeTooSkewed', 'RequestExpired', 'RequestInTheFuture'])(
  '%s is a matter of the clock',
  (name) => {
    const [message = ''] = errors[name] ?? [];
    const text = `An error occurred (${name}) when calling the SendEmail operation: ${message}`;
    expect(tellsOfClock(readSymptom(text, { region: null }).candidates[0]?.quote ?? '')).toBe(true);
  },
);

describe('who names such an error has none', () => {
  it.each([
    'if err.Code == "RequestTimeTooSkewed" { retry() }',
    "except ClientError as e:\n    if e.response['Error']['Code'] == 'ThrottlingException':\n        time.sleep(1)",
    "const RETRYABLE = ['ThrottlingException', 'RequestTimeTooSkewed', 'ServiceUnavailable'];",
    'retry_on = ("ThrottlingException", "InternalFailure", "ServiceUnavailable")',
    'catch (AmazonSimpleEmailServiceException ex) when (ex.ErrorCode == "RequestExpired")',
    "if ($e->getAwsErrorCode() === 'InvalidClientTokenId') { throw $e; }",
    'rescue Aws::SESV2::Errors::ThrottlingException\n  retry',
    '// RequestTimeTooSkewed: the clock is off',
    'The SDK retries on ServiceUnavailable and InternalFailure.',
    '| MalformedQueryString | 404 | The query string contains a syntax error |\n| MissingAction | 400 | The request is missing an action |',
    '- alert: SesOptInRequired\n  expr: rate(ses_errors_total{code="OptInRequired"}[5m]) > 0\n  labels:\n    severity: page',
    '{"filterPattern":"{ $.errorCode = \\"InvalidClientTokenId\\" }","metricName":"SesAuthErrors"}',
    'fields @timestamp | filter @message like /RequestTimeTooSkewed/ | stats count(*)',
    '## Common errors\n\nIncompleteSignature\n  The request signature does not conform to AWS standards.\n  HTTP Status Code: 400\nInternalFailure\n  The request processing has failed because of an unknown error.\n  HTTP Status Code: 500',
  ])('%s', (text) => {
    expect([undefined, 'send/unrecognised']).toContain(first(text));
  });
});
