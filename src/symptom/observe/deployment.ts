import { mentions } from '../mentions.ts';

/**
 * What CloudFormation, and whoever deploys with it, prints of a resource: its type and what became of it ("Stack status codes"), and
 * Pulumi's types. The names in such lines are those of resources, and nobody tells of a trouble in them.
 */
const resource =
  /\bAWS::[A-Z]\w{1,30}::[A-Z]\w|\b(?:CREATE|UPDATE|DELETE|IMPORT|ROLLBACK)_(?:FAILED|COMPLETE|IN_PROGRESS)\b|\bHandlerErrorCode\b|(?<![:\w])aws:\w{2,30}(?:\/\w{1,40})?:[A-Z]\w/u;

/** Whether a text holds lines that a deployment printed: what they mean is told by the sentence of a service in them, and by no words. */
export const isOfDeployment = (text: string): boolean =>
  mentions(text, 'aws:', '_failed', '_complete', '_in_progress', 'handlererrorcode') && resource.test(text);
