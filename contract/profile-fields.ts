import { z } from 'zod';

export const name = z.string().min(1).max(100);
/** One level of an MQTT topic. */
export const topicLevel = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'letters, digits, dot, dash and underscore only, at most 64');
export const topic = z.string().min(1).max(250).regex(/^[^\0#+]+$/, 'a topic without wildcards');
export const topicFilter = z
  .string()
  .min(1)
  .max(250)
  .regex(/^(?!.*[^/][+#])(?!.*\+[^/])(?!.*#.)[^\0]+$/, 'a topic in which + stands for one whole level and # for all the last ones');
