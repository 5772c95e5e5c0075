import { problem, type Step } from '../../src/model/check.ts';
import { nearestRegion } from '../../src/knowledge/region-names.ts';
import { command } from '../../src/render/paste/paste.ts';
import type { Target } from '../../src/model/target.ts';
import { blindImpact, endpointsPage, mailNotSent, type Blocked } from './blocked.ts';

const regionGuide = 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html';

const nameOne: readonly Step[] = [
  {
    text: 'Set the Region you send from, for example with --region eu-west-1, in AWS_REGION or in the profile',
    owner: 'you',
    command: command`aws configure set region eu-west-1`,
  },
  {
    text: 'You find it in the endpoint your application uses: email-smtp.REGION.amazonaws.com. Identities, quotas and the sandbox are separate in each Region',
    owner: 'you',
  },
];

/** No source names a Region. */
export const regionMissing = problem<Blocked>({
  severity: 'unknown',
  summary: () => 'No AWS Region is set.',
  impact: blindImpact,
  evidence: () => [
    {
      what: 'Region',
      expected: '--region, AWS_REGION, AWS_DEFAULT_REGION or region in the profile',
      actual: 'none of them',
      source: 'this computer',
    },
  ],
  fix: () => nameOne,
  references: [regionGuide, endpointsPage],
  read: {
    summary: () => 'Your application does not know which AWS Region to use.',
    impact: () => mailNotSent,
    fix: () => [
      {
        text: 'Set the Region of the application: AWS_REGION in its environment, region in its profile, or in the code that creates the client',
        owner: 'you',
      },
    ],
    distinguish:
      'The message names no host; a misspelled Region would show as a host name that does not exist.',
  },
});

const sources: Readonly<Record<Target['regionSource'], string>> = {
  flag: '--region',
  symptom: 'the symptom',
  environment: 'AWS_REGION or AWS_DEFAULT_REGION',
  profile: 'the AWS profile',
  none: 'nowhere',
};

export interface InvalidRegion extends Blocked {
  region: string;
  source: Target['regionSource'];
}

/** A value that is no Region of SES. */
export const regionInvalid = problem<InvalidRegion>({
  severity: 'unknown',
  summary: ({ region }) => {
    const nearest = nearestRegion(region);
    return `“${region}” is not a known SES Region and does not answer.${nearest === null ? '' : ` Did you mean ${nearest}?`}`;
  },
  impact: blindImpact,
  evidence: ({ region, source }) => [
    {
      what: 'Region',
      expected: nearestRegion(region) ?? 'an SES Region, for example eu-west-1',
      actual: region,
      source: sources[source],
    },
  ],
  fix: ({ region, source }) => regionFix(nearestRegion(region), source),
  references: [endpointsPage],
  read: {
    summary: ({ data }) =>
      `Your application is set to ${data['region'] === undefined ? 'a Region that is not an SES Region' : `“${data['region']}”, which is not an SES Region`}.`,
    impact: () => mailNotSent,
    fix: ({ data }) =>
      regionFix(data['region'] === undefined ? null : nearestRegion(data['region']), 'environment'),
    distinguish: 'The host in the message, email.REGION.amazonaws.com, contains the Region that was used.',
  },
});

function regionFix(nearest: string | null, source: Target['regionSource']): readonly Step[] {
  if (nearest === null) {
    return [
      {
        text: 'Use the Region code from the list of SES endpoints (for example eu-west-1), not the display name or an Availability Zone',
        owner: 'you',
      },
    ];
  }
  const text = `Use the Region code (${nearest}), not the display name or an Availability Zone`;
  if (source === 'profile')
    return [{ text, owner: 'you', command: command`aws configure set region ${nearest}` }];
  return [
    { text, owner: 'you', command: source === 'environment' ? command`export AWS_REGION=${nearest}` : null },
  ];
}
