/** An error reply of AWS, thrown by the lab's answers and turned into the wire form of the protocol in use. */
export class AwsError extends Error {
  /** As `NotFoundException`. */
  readonly type: string;
  /** The HTTP status, or null for the one that the SDK's model or AWS's documentation gives. */
  readonly status: number | null;

  constructor(type: string, message: string = type, status: number | null = null) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

export const notFound = (message: string): AwsError => new AwsError('NotFoundException', message);
export const badRequest = (message: string): AwsError => new AwsError('BadRequestException', message);
