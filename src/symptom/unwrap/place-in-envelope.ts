import { type EnvelopePlace, member } from './segment.ts';

/** Region and account of an ARN of a topic. */
const topic = /^arn:aws[a-z-]{0,12}:sns:([a-z]{2}(?:-[a-z]{2,12}){1,2}-\d{1,2}):(\d{12}):/u;

const region = /^[a-z]{2}(?:-[a-z]{2,12}){1,2}-\d{1,2}$/u;

/**
 * What an object adds to what the envelopes around it say: `region` and `account` of EventBridge ("Events metadata
 * reference"), the ARN of an SNS topic, which has to be in the Region of SES ("Configuring Amazon SNS notifications").
 */
export function placeInEnvelope(object: unknown, above: EnvelopePlace | null): EnvelopePlace | null {
  if (member(object, 'detail-type') !== undefined && member(object, 'detail') !== undefined) {
    const where = member(object, 'region');
    const whose = member(object, 'account');
    return {
      ...above,
      ...(typeof where === 'string' && region.test(where) && { region: where }),
      ...(typeof whose === 'string' && /^\d{12}$/u.test(whose) && { account: whose }),
    };
  }
  const arn = member(object, 'TopicArn');
  const [, where, whose] = (typeof arn === 'string' ? topic.exec(arn) : null) ?? [];
  if (where === undefined || whose === undefined) return above;
  return { ...above, region: where, topicAccount: whose };
}
