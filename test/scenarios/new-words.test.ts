import { describe, expect, it } from 'vitest';
import { awsReplies } from '../../src/model/aws-replies.ts';
import type { Finding, Report, UnansweredReport } from '../../src/model/report.ts';
import { healthyRegion } from '../lab/healthy-world.ts';
import { play } from '../lab/play.ts';
import { type Scenario, scenario } from '../lab/scenario.ts';
import { everythingAsked } from './everything-asked.ts';
import { wordsIn } from './words-in-replies.ts';

/**
 * AWS adds a word to an enumeration without notice. For each member of each reply that holds a word: one that nobody
 * knows is told, as a question without an answer or in what was seen, and nothing is found wrong because of it. Which
 * members there are comes from the table of replies.
 */

const newWord = 'BRAND_NEW';

/** Where a word that is new changes nothing of what this program says, and why. */
const harmless: Readonly<Record<string, string>> = {
  'GetAccount Details.MailType': 'it only makes rules for bulk mail stricter, where it says MARKETING',
  'GetAccount Details.ReviewDetails.Status': 'told in the sandbox alone, which is an error by itself',
  'GetAccount SuppressionAttributes.ValidationAttributes.ConditionThreshold.ConditionThresholdEnabled':
    'an info',
  'GetAccount SuppressionAttributes.ValidationAttributes.ConditionThreshold.OverallConfidenceThreshold.ConfidenceVerdictThreshold':
    'an info',
  'GetAccount VdmAttributes.VdmEnabled': 'what is on is asked, and answers for itself',
  'GetAccount VdmAttributes.DashboardAttributes.EngagementMetrics':
    'it only says how much a fault of a tracking domain matters',
  'GetAccount VdmAttributes.GuardianAttributes.OptimizedSharedDelivery': 'an info',
  'GetAccount PricingAttributes.CurrentPlan': 'shown as it is',
  'GetAccount PricingAttributes.NextPlan': 'shown as it is',
  'GetEmailIdentity VerificationInfo.ErrorType': 'shown as it is, beside a status',
  'GetEmailIdentity DkimAttributes.CurrentSigningKeyLength': 'the key in DNS is measured instead',
  'GetEmailIdentity DkimAttributes.NextSigningKeyLength': 'only RSA_2048_BIT takes something back',
  'GetEmailIdentity MailFromAttributes.BehaviorOnMxFailure': 'the domain is in force',
  'GetConfigurationSet DeliveryOptions.TlsPolicy': 'an info',
  'GetConfigurationSet SuppressionOptions.ValidationOptions.ConditionThreshold.ConditionThresholdEnabled':
    'an info',
  'GetConfigurationSet SuppressionOptions.ValidationOptions.ConditionThreshold.OverallConfidenceThreshold.ConfidenceVerdictThreshold':
    'an info',
  'GetConfigurationSet TrackingOptions.HttpsPolicy': 'links are tried over HTTPS whatever it says',
  'GetConfigurationSet VdmOptions.DashboardOptions.EngagementMetrics':
    'it only says how much a fault of a tracking domain matters',
  'GetConfigurationSet VdmOptions.GuardianOptions.OptimizedSharedDelivery': 'an info',
  'GetConfigurationSetEventDestinations EventDestinations.*.MatchingEventTypes.*':
    'one type more; those that are missing are told',
  'GetConfigurationSetEventDestinations EventDestinations.*.CloudWatchDestination.DimensionConfigurations.*.DimensionValueSource':
    'nothing is concluded from it',
  'SimulatePrincipalPolicy EvaluationResults.*.EvalDecision': 'each named resource has a decision of its own',
  'SimulatePrincipalPolicy EvaluationResults.*.EvalDecisionDetails.*':
    'read of identities of other accounts alone',
  'SimulatePrincipalPolicy EvaluationResults.*.ResourceSpecificResults.*.EvalDecisionDetails.*':
    'read of identities of other accounts alone, where it is neither allowed nor denied',
  'BatchGetMetricData Errors.*.Code': 'an error is one in any word',
  'GetMessageInsights Insights.*.Events.*.Details.Bounce.BounceType': 'quoted with the bounce',
  'ListRecommendations Recommendations.*.Type': 'told in the words of AWS',
  'ListRecommendations Recommendations.*.Status': 'open ones were asked for',
  'ListRecommendations Recommendations.*.Impact': 'the graver one is taken',
  'ListReputationEntities ReputationEntities.*.AwsSesManagedStatus.Status': 'it only says who paused it',
  'ListReputationEntities ReputationEntities.*.CustomerManagedStatus.Status': 'it only says who paused it',
  'GetMetricData MetricDataResults.*.StatusCode': 'the values are there',
  'ListRules Rules.*.State': 'the targets of a rule are looked at unless it is DISABLED',
  'DescribeDeliveryStream DeliveryStreamDescription.FailureDescription.Type': 'quoted beside the status',
  'DescribeDeliveryStream DeliveryStreamDescription.Destinations.*.S3DestinationDescription.CompressionFormat':
    'nothing is concluded from it',
  'DescribeDeliveryStream DeliveryStreamDescription.Destinations.*.ExtendedS3DestinationDescription.CompressionFormat':
    'nothing is concluded from it',
  'ListImportJobs ImportJobs.*.ImportDestination.ContactListDestination.ContactListImportAction':
    'contacts are no suppression',
};

const [whole] = everythingAsked.values();
if (whole === undefined) throw new Error('there is no story');

const arnOf = (resource: string): string => `arn:aws:ses:eu-west-1:111122223333:${resource}`;

/** The healthy sender about whom everything is asked, with one of each thing that a list may hold. */
const full: Scenario = scenario({
  ...whole,
  title: 'A healthy sender with one of everything',
  world(world) {
    whole.world?.(world);
    const { region, aws } = world;
    region.suppressed = [
      { EmailAddress: 'someone@receiver.example', Reason: 'BOUNCE', LastUpdateTime: new Date('2026-11-01') },
    ];
    region.importJobs = [
      {
        JobId: 'job-1',
        ImportDestination: { SuppressionListDestination: { SuppressionListImportAction: 'PUT' } },
        JobStatus: 'COMPLETED',
        CreatedTimestamp: new Date(),
        ProcessedRecordsCount: 0,
        FailedRecordsCount: 0,
      },
    ];
    const tenant = region.tenants['acme']?.tenant;
    if (tenant !== undefined) tenant.SuppressionAttributes = { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] };
    const contact = region.contactList?.contacts['someone@receiver.example'];
    if (contact !== undefined)
      contact.TopicPreferences = [{ TopicName: 'offers', SubscriptionStatus: 'OPT_IN' }];
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    aws.regions['eu-central-1'] = healthyRegion();
    region.reputationEntities = [
      {
        ReputationEntityReference: arnOf('identity/example.com'),
        ReputationEntityType: 'RESOURCE',
        AwsSesManagedStatus: { Status: 'ENABLED' },
        CustomerManagedStatus: { Status: 'ENABLED' },
        SendingStatusAggregate: 'DISABLED',
      },
    ];
    region.recommendations = [
      {
        ResourceArn: arnOf('identity/example.com'),
        Type: 'COMPLAINT',
        Description: 'Your complaint rate is higher than it should be.',
        Status: 'OPEN',
        Impact: 'LOW',
        LastUpdatedTimestamp: new Date(),
      },
    ];
  },
  expect: { exitCode: 1, codes: [] },
});

const base = await play(full);
const called = new Set(base.lab.aws.calls.filter(({ region }) => region === 'eu-west-1').map(({ op }) => op));
const members = Object.entries(awsReplies).flatMap(([action, schema]) => {
  const op = action.split(':')[1] ?? '';
  return called.has(op) ? wordsIn(schema).map((path) => [`${op} ${path}`, op, path] as const) : [];
});

const findingsIn = ({ stages }: Report): readonly Finding[] =>
  stages.flatMap(({ checks }) => checks.flatMap(({ findings }) => findings));

const unansweredIn = ({ stages }: Report): readonly UnansweredReport[] =>
  stages.flatMap(({ checks }) => checks.flatMap(({ unanswered }) => unanswered));

describe.each(members)('a new word in %s', (name, op, path) => {
  it('is told, unless it changes nothing; and is nothing wrong', async () => {
    const { report } = await play({
      ...full,
      world(world) {
        full.world?.(world);
        // What the set settles, the tenant does not: only one of them can be heard.
        if (op === 'GetConfigurationSet') {
          world.region.configurationSets['transactional'] = {
            ...world.region.configurationSets['transactional'],
            SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
          };
        }
        world.aws.faults.unshift({ op, region: 'eu-west-1', kind: 'member', path, value: newWord });
      },
    });
    if (report === null || base.report === null) throw new Error('there is no report');
    const checks = report.stages.flatMap((stage) => stage.checks);
    const known = new Set(unansweredIn(base.report).map(({ message }) => message));
    // A reply that became unreadable was told by another test: here the member was not in it.
    const told = [
      ...unansweredIn(report).filter(({ message, reason }) => !known.has(message) && reason !== 'malformed'),
      ...findingsIn(report).filter(
        ({ summary, severity }) => severity !== 'info' && summary.includes(newWord),
      ),
    ];
    const before = new Set(findingsIn(base.report).map(({ code, subject }) => `${code} ${subject}`));
    const wrong = findingsIn(report)
      .filter(({ code, subject }) => !before.has(`${code} ${subject}`))
      .filter(({ severity, summary }) => severity === 'error' && !summary.includes(newWord));
    expect({ name, told: told.length > 0 || name in harmless }).toEqual({ name, told: true });
    expect({ name, wrong: wrong.map(({ summary }) => summary) }).toEqual({ name, wrong: [] });
    expect(checks.filter(({ status }) => status === 'crash')).toEqual([]);
  });
});
