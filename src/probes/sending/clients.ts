import type { SendingService } from '../../model/sending-calls.ts';
import { type ClientConfig, clientOf, type Send, type ServiceModule } from '../aws/clients.ts';

async function load(service: SendingService): Promise<ServiceModule> {
  switch (service) {
    case 'sesv2':
      return await import('./sesv2.ts');
    case 'sns':
      return await import('./sns.ts');
    case 'sqs':
      return await import('./sqs.ts');
    case 'eventbridge':
      return await import('./eventbridge.ts');
  }
}

/** A client of a service that knows the commands of src/model/sending-calls.ts. */
export const sendingClientFor = async (service: SendingService, config: ClientConfig): Promise<Send> =>
  clientOf(await load(service), service, config);
