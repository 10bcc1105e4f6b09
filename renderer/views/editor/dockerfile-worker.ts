import * as service from './dockerfile-service.ts';
import { answerAsks } from './service-thread.ts';

answerAsks(service);
