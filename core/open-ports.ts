import type { Port } from '#contract/port.ts';
import { serve, type Asker, type Service } from '#contract/serve/serve.ts';

/** The windows, tools and browsers that are served now; none any more once it is closed. */
export function createOpenPorts(service: Service): { serve(port: Port, asker: Asker): () => void; close(): void } {
  const stops = new Set<() => void>();
  let isClosed = false;
  return {
    serve(port, asker) {
      if (isClosed) {
        port.close();
        return () => undefined;
      }
      const stop = serve(port, service, asker);
      const forget = (): void => {
        stops.delete(forget);
        stop();
      };
      stops.add(forget);
      return forget;
    },
    close() {
      isClosed = true;
      for (const stop of stops) stop();
    },
  };
}
