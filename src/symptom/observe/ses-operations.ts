import { sesOperations as version1, sesv2Operations } from '../tables/ses-model.ts';

/** The operations of both SES APIs: a name that stands here is of SES, whoever prints it. */
export const sesOperations: ReadonlySet<string> = new Set([...version1, ...sesv2Operations]);
