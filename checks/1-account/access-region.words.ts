import { problem, type Step } from '../../src/model/check.ts';
import { nearestRegion } from '../../src/knowledge/region-names.ts';
import { command } from '../../src/render/paste/paste.ts';
import type { Target } from '../../src/model/target.ts';
import { blindImpact, endpointsPage, mailNotSent, type Blocked } from './access.words.ts';

const regionGuide = 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html';

const nameOne: readonly Step[] = [
  {
    text: 'Name the Region that you send from, as --region eu-west-1, in AWS_REGION, or in the profile',
    owner: 'you',
    command: command`aws configure get region`,
  },
  {
    text: 'It stands in the endpoint that your application sends through: email-smtp.REGION.amazonaws.com. Identities, quotas and the sandbox are separate in each Region',
    owner: 'you',
  },
];

/** No source names a Region. */
export const regionMissing = problem<Blocked>({
  severity: 'unknown',
  summary: () => 'No AWS Region is given.',
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
    summary: () => 'The program that sends does not know which AWS Region to use.',
    impact: () => mailNotSent,
    fix: () => [
      {
        text: 'Give that program its Region: AWS_REGION in its environment, region in its profile, or in the code that makes the client',
        owner: 'you',
      },
    ],
    distinguish:
      'The message names no host; a Region that is misspelt shows in a host name that does not exist.',
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
    return `“${region}” is no AWS Region of SES that we know, and does not answer${nearest === null ? '' : `; ${nearest} may be meant`}.`;
  },
  impact: blindImpact,
  evidence: ({ region, source }) => [
    {
      what: 'Region',
      expected: nearestRegion(region) ?? 'a Region of SES, as eu-west-1',
      actual: region,
      source: sources[source],
    },
  ],
  fix: ({ region, source }) => regionFix(nearestRegion(region), source),
  references: [endpointsPage],
  read: {
    summary: ({ data }) =>
      `The program that sends uses ${data['region'] === undefined ? 'a Region' : `“${data['region']}”`} that is no Region of SES.`,
    impact: () => mailNotSent,
    fix: ({ data }) =>
      regionFix(data['region'] === undefined ? null : nearestRegion(data['region']), 'environment'),
    distinguish: 'The host in the message, email.REGION.amazonaws.com, holds the Region that was used.',
  },
});

function regionFix(nearest: string | null, source: Target['regionSource']): readonly Step[] {
  if (nearest === null) {
    return [
      {
        text: 'Take the name of the Region from the list of SES endpoints, as eu-west-1; not its display name, not a zone',
        owner: 'you',
      },
    ];
  }
  const text = `Write ${nearest}: the name of the Region, not its display name, not a zone`;
  if (source === 'profile')
    return [{ text, owner: 'you', command: command`aws configure set region ${nearest}` }];
  return [
    { text, owner: 'you', command: source === 'environment' ? command`export AWS_REGION=${nearest}` : null },
  ];
}
