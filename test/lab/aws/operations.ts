import * as athena from '@aws-sdk/client-athena';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as eventbridge from '@aws-sdk/client-eventbridge';
import * as firehose from '@aws-sdk/client-firehose';
import * as glue from '@aws-sdk/client-glue';
import * as s3 from '@aws-sdk/client-s3';
import * as iam from '@aws-sdk/client-iam';
import * as ses from '@aws-sdk/client-ses';
import * as sesv2 from '@aws-sdk/client-sesv2';
import * as organizations from '@aws-sdk/client-organizations';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import * as sts from '@aws-sdk/client-sts';
import type { NormalizedSchema } from '@smithy/core/schema';
import { awsCalls, type AwsService } from '../../../src/model/aws-calls.ts';
import { type ShapeReference, shapeOf } from './shapes.ts';

/** An operation as the installed SDK describes it. */
export interface Operation {
  service: AwsService;
  name: string;
  input: NormalizedSchema;
  output: NormalizedSchema;
  /** Method, path and names of the path's labels; null for the RPC protocols. */
  route: Route | null;
}

interface Route {
  method: string;
  path: RegExp;
  labels: readonly string[];
}

/** Name and HTTP status of the errors that a service models, and their code in the Query protocol. */
export interface ErrorShape {
  status: number;
  queryCode: string;
}

/** The marks with which the SDK's schemas begin: an operation, an error. */
const operationMark = 9;
const errorMark = -3;

const modules: Record<AwsService, object> = {
  ...{ sesv2, cloudwatch, ses, sns, sqs, eventbridge, firehose },
  ...{ athena, glue, s3, sts, organizations },
  iam,
};
export const services = Object.keys(modules) as AwsService[];

/** Every operation of the services. */
export const operations: readonly Operation[] = services.flatMap((service) =>
  schemasOf(service, operationMark).map(([, , name, traits, input, output]) => ({
    service,
    name: String(name),
    input: shapeOf(input as ShapeReference),
    output: shapeOf(output as ShapeReference),
    route: routeOf(traits),
  })),
);

/** The list calls of SDKs up to 3.1142, which were GET. Their members were the same, the filter aside. */
const formerRoutes: Readonly<Record<string, string>> = {
  ListEmailIdentities: '/v2/email/identities',
  ListConfigurationSets: '/v2/email/configuration-sets',
};

const errors = new Map(
  services.flatMap((service) =>
    schemasOf(service, errorMark).map((schema) => {
      const traits: Record<string, unknown> = {
        ...shapeOf(schema as unknown as ShapeReference).getMergedTraits(),
      };
      const query = traits['awsQueryError'] as [string, number] | undefined;
      const shape: ErrorShape = {
        status: query?.[1] ?? (traits['httpError'] as number | undefined) ?? 400,
        queryCode: query?.[0] ?? String(schema[2]),
      };
      return [`${service} ${String(schema[2])}`, shape] as const;
    }),
  ),
);

/** Finds the REST operation of a request. Both the paths of today's SDK and the two older ones lead somewhere. */
export function findRoute(
  method: string,
  path: string,
): { operation: Operation; labels: Record<string, string> } | null {
  for (const operation of operations) {
    // A path of S3 is a bucket and a key: any path would fit.
    if (operation.service === 's3' || operation.route?.method !== method) continue;
    const match = operation.route.path.exec(path);
    if (match === null) continue;
    const labels = operation.route.labels.map((label, index) => [
      label,
      decodeURIComponent(match[index + 1] ?? ''),
    ]);
    return { operation, labels: Object.fromEntries(labels) as Record<string, string> };
  }
  const former = Object.entries(formerRoutes).find(([, old]) => method === 'GET' && old === path);
  return former === undefined ? null : { operation: operationCalled('sesv2', former[0]), labels: {} };
}

/** An operation by name. Throws when the installed SDK does not have it. */
export function operationCalled(service: AwsService | null, name: string): Operation {
  const found = operations.find((one) => one.name === name && (service === null || one.service === service));
  if (found === undefined) throw new Error(`the installed SDK has no operation ${name}`);
  return found;
}

/** The IAM action of an operation, as `events:ListRules`. */
export function actionNamed(service: AwsService, name: string): string {
  const known = Object.entries(awsCalls).find(
    ([action, of]) => of === service && action.endsWith(`:${name}`),
  );
  return known?.[0] ?? `${service === 'sesv2' ? 'ses' : service}:${name}`;
}

/** Status and Query code of a modelled error; of common errors that no service models, what AWS documents. */
export function errorShape(service: AwsService, type: string): ErrorShape {
  const common = { status: commonErrors[type] ?? 400, queryCode: type.replace(/Exception$/, '') };
  return errors.get(`${service} ${type}`) ?? common;
}

/** "Common Errors" of the SES API v2 Reference. */
const commonErrors: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  ExpiredTokenException: 403,
  UnrecognizedClientException: 403,
  InvalidClientTokenId: 403,
  InvalidSignatureException: 403,
  SignatureDoesNotMatch: 403,
  MissingAuthenticationTokenException: 403,
  OptInRequired: 403,
  ServiceUnavailable: 503,
  InternalFailure: 500,
  UnknownOperationException: 404,
};

function schemasOf(service: AwsService, mark: number): readonly (readonly unknown[])[] {
  return Object.values(modules[service]).filter(
    (value): value is readonly unknown[] => Array.isArray(value) && value[0] === mark,
  );
}

function routeOf(traits: unknown): Route | null {
  const http = (traits as { http?: [string, string, number] } | 0).valueOf() as {
    http?: [string, string, number];
  };
  if (http.http === undefined) return null;
  const labels: string[] = [];
  const path = http.http[1].replace(/\{([^}]+)\}/g, (_, label: string) => {
    labels.push(label);
    return '([^/]*)';
  });
  return { method: http.http[0], path: new RegExp(`^${path}$`), labels };
}
