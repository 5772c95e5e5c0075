import type { AwsAction } from '../../../../src/model/aws-calls.ts';
import { accountAnswers } from './account.ts';
import { accountsAnswers } from './accounts.ts';
import type { Answers } from './answer.ts';
import { callerAnswers } from './caller.ts';
import { configurationSetAnswers } from './configuration-sets.ts';
import { contactAnswers } from './contacts.ts';
import { dedicatedIpAnswers } from './dedicated-ips.ts';
import { eventPathAnswers } from './event-path.ts';
import { identityAnswers } from './identities.ts';
import { lakeAnswers } from './lake.ts';
import { messageAnswers } from './messages.ts';
import { metricAnswers } from './metrics.ts';
import { permissionAnswers } from './permission.ts';
import { suppressionAnswers } from './suppression.ts';
import { templateAnswers } from './templates.ts';
import { tenantAnswers } from './tenants.ts';
import { topicAnswers } from './topics.ts';

/** A built-in behaviour for every call that the product is able to make; the type checks that none is missing. */
export const answers: Answers<AwsAction> = {
  ...accountAnswers,
  ...callerAnswers,
  ...accountsAnswers,
  ...configurationSetAnswers,
  ...contactAnswers,
  ...dedicatedIpAnswers,
  ...eventPathAnswers,
  ...identityAnswers,
  ...lakeAnswers,
  ...messageAnswers,
  ...metricAnswers,
  ...permissionAnswers,
  ...suppressionAnswers,
  ...templateAnswers,
  ...tenantAnswers,
  ...topicAnswers,
};
