import { useEffect, useState, type DragEvent, type ReactNode } from 'react';
import type { Incident } from '#domain/incidents/incident.ts';
import { radioText } from '../../i18n/areas/radio.ts';
import { useText } from '../../i18n/use-text.ts';
import { useFileTransmission } from '../../state/use-file-transmission.ts';
import { carriesTransmission, droppedTransmission } from '../../ui/transmission-drag.ts';
import styles from './transmission-drop.module.css';

const saidForMs = 4_000;

/** A place of an incident where a transmission can be let go, which files it there; says so while one hangs over it, and what became of it. */
export function TransmissionDrop({ incident, look, children }: { readonly incident: Pick<Incident, 'id' | 'number'>; readonly look: 'row' | 'column'; readonly children: ReactNode }) {
  const text = useText(radioText);
  const file = useFileTransmission();
  const [isOver, setOver] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (said === null) return undefined;
    const timer = setTimeout(() => setSaid(null), saidForMs);
    return () => clearTimeout(timer);
  }, [said]);
  function hangOver(event: DragEvent): void {
    if (!carriesTransmission(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(true);
  }
  function letGo(event: DragEvent): void {
    setOver(false);
    if (!carriesTransmission(event)) return;
    event.preventDefault();
    const transmissionId = droppedTransmission(event);
    if (transmissionId !== null) void file(transmissionId, incident).then(setSaid);
  }
  const shown = isOver ? text.letGo(incident.number) : said;
  return (
    <div
      className={`${styles['target']} ${styles[look]}`}
      data-drop={incident.id}
      data-over={isOver || undefined}
      onDragEnter={hangOver}
      onDragOver={hangOver}
      onDragLeave={({ currentTarget, relatedTarget }) => !(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) && setOver(false)}
      onDrop={letGo}
    >
      {shown !== null && (
        <p className={styles['said']} role="status">
          {shown}
        </p>
      )}
      {children}
    </div>
  );
}
