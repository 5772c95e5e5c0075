import { once } from '../../model/once.ts';
import { sesErrors, sesv2Errors } from '../tables/ses-model.ts';
import { sesOperations } from './ses-operations.ts';
import { mentions } from '../mentions.ts';

/** Classes of errors that one service of AWS alone has, and whose they are (the API references of the services). */
const classes = once((): readonly (readonly [service: string, names: RegExp])[] => [
  ['Amazon SQS', /^(?:AmazonSQS|Sqs|SQS|QueueDoesNotExist|AWS\.SimpleQueueService|ReceiptHandleIsInvalid)/u],
  ['Amazon SNS', /^(?:AmazonSNS|Sns|SNS|EndpointDisabled|PlatformApplicationDisabled|TopicLimitExceeded)/u],
  [
    'Amazon S3',
    /^(?:AmazonS3|S3|NoSuchKey|NoSuchBucket|BucketAlready|NoSuchUpload|InvalidObjectState|BucketNotEmpty)/u,
  ],
  [
    'Amazon DynamoDB',
    /^(?:AmazonDynamoDB|DynamoDb|DynamoDB|ProvisionedThroughputExceeded|ConditionalCheckFailed|TransactionCanceled|TransactionConflict|ItemCollectionSizeLimit)/u,
  ],
  ['AWS KMS', /^(?:AWSKMS|Kms|KMS|InvalidCiphertext|IncorrectKey|DependencyTimeout)/u],
  ['AWS Lambda', /^(?:AWSLambda|ResourceConflict|CodeStorageExceeded|InvalidRequestContent|ENILimit)/u],
  [
    'AWS Systems Manager',
    /^(?:ParameterNotFound|ParameterVersionNotFound|ParameterLimitExceeded|AWSSimpleSystems)/u,
  ],
  ['AWS Secrets Manager', /^(?:SecretsManager|AWSSecretsManager)/u],
  [
    'Amazon Cognito',
    /^(?:UsernameExists|UserNotConfirmed|CodeMismatch|UserPool|CodeDelivery|CognitoIdentity)/u,
  ],
  ['Amazon ECR', /^(?:RepositoryNotFound|ImageNotFound|LayersNotFound)/u],
  ['AWS Step Functions', /^(?:StateMachine|ExecutionDoesNotExist|States\.)/u],
  ['Amazon RDS', /^(?:DBInstance|DBCluster|DBSnapshot)/u],
  ['Amazon EC2', /^(?:AmazonEC2|InstanceLimitExceeded|InvalidInstanceID|InvalidGroup)/u],
  ['AWS CloudFormation', /^(?:AmazonCloudFormation|StackInstanceNotFound|StackSetNotFound)/u],
  ['Amazon Bedrock', /^(?:ModelNotReady|ModelTimeout|ModelError|ModelStreamError)/u],
]);

/** Errors that SES defines are its own, though their names hold that of another service. */
const sesErrorNames = once(
  (): ReadonlySet<string> =>
    new Set(
      [...Object.keys(sesErrors), ...Object.keys(sesv2Errors)].map((name) => name.replace(/Exception$/u, '')),
    ),
);
/** How names of errors end. */
const endings = ['exception', 'error', 'fault', 'notfound', 'exist', 'key', 'bucket', 'queue', 'denied'];

/** Operations that both SES and others have say nothing of whose an error is; these are SES's alone or nobody's. */
const named =
  /(?:when calling the|operation error [\w ]{2,40}:|error executing "|x-amz-target:? ?[\w.]{0,60}\.)\s{0,2}["']?([A-Z][A-Za-z0-9]{3,60})\b/u;

/** Where the SDKs of Java name the service of an error: `(Service: AmazonSNS; Status Code: 400; …)`, `….services.sns.model.…Exception`. */
const ofService =
  /\(Service: ([A-Za-z][\w .-]{1,40})[;,]|\b(?:com\.amazonaws|software\.amazon\.awssdk)\.services\.(\w{2,40})\.model\.\w{2,80}Exception\b/u;
const isSes = /^(?:amazon ?)?(?:ses(?: ?v2)?|simple ?email(?: ?service)?(?: ?v2)?|pinpoint ?email)$/iu;

/** The service that an SDK names for the error of a line; null where none does. */
function serviceNamed(line: string): string | null {
  if (!mentions(line, '(service:', '.services.')) return null;
  const found = ofService.exec(line);
  return found?.[1] ?? found?.[2] ?? null;
}

/** Whether an SDK says that the error of a line is one of another service than SES, whatever its words are. */
export function isOfOtherService(line: string): boolean {
  const service = serviceNamed(line);
  return service !== null && !isSes.test(service);
}

/** Whose error a line tells of, when it is one of an AWS service other than SES; null when it names none. */
export function otherServiceIn(line: string): string | null {
  const operation = mentions(line, 'calling the', 'operation error', 'error executing', 'x-amz-target')
    ? named.exec(line)?.[1]
    : undefined;
  if (operation !== undefined && !sesOperations.has(operation)) return `the AWS operation ${operation}`;
  if (operation !== undefined) return null;
  const service = serviceNamed(line);
  if (service !== null) return isSes.test(service) ? null : `the AWS service ${service}`;
  // Fifty mails a day that Cognito sends by itself ("Quotas in Amazon Cognito"): SES is named as the way out.
  if (mentions(line, 'exceeded daily email limit')) return 'Amazon Cognito';
  if (!mentions(line, ...endings)) return null;
  for (const [word] of line.matchAll(/(?<![\w.])[A-Z][\w.]{4,80}/gu)) {
    const simple = word.replace(/^(?:com|software|aws|botocore|Aws|Amazon)\.[\w.]{1,80}\.(?=[A-Z])/u, '');
    if (!/(?:Exception|Error|Fault|NotFound|Exist|Exists|Key|Bucket|Queue|Denied)\b/u.test(simple)) continue;
    if (sesErrorNames().has(simple.replace(/Exception$/u, ''))) continue;
    const found = classes().find(([, names]) => names.test(simple));
    if (found !== undefined) return found[0];
  }
  return null;
}
