import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.core.common.transport.TransportAddress;
import org.opensearch.env.Environment;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.index.reindex.ReindexPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;
import org.opensearch.transport.TransportService;

/**
 * One node of OpenSearch, made of the jars on the class path instead of an installation.
 *
 * <p>Arguments are its settings, {@code name=value}. When it answers it writes one line, {@code
 * ready HTTP-PORT TRANSPORT-PORT}, and it ends when its standard input does, so that it never
 * outlives who started it.
 */
public final class OpenSearchNode extends Node {
    private static final Collection<Class<? extends Plugin>> MODULES =
        List.of(Netty4Plugin.class, CommonAnalysisPlugin.class, PainlessPlugin.class, ReindexPlugin.class);

    private OpenSearchNode(Environment environment) {
        super(environment, MODULES, false);
    }

    public static void main(String[] arguments) throws Exception {
        OpenSearchNode node = new OpenSearchNode(environment(arguments));
        endWithStandardInput(node);
        node.start();
        System.out.println("ready " + node.httpPort() + " " + node.transportPort());
        System.out.flush();
    }

    private static Environment environment(String[] arguments) {
        Settings.Builder settings = Settings.builder();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts[1].contains(",")) {
                settings.putList(parts[0], parts[1].split(","));
            } else {
                settings.put(parts[0], parts[1]);
            }
        }
        Path none = null;
        return InternalSettingsPreparer.prepareEnvironment(settings.build(), Map.of(), none, () -> "node");
    }

    /** Closes the node at the end of standard input; whatever hangs then is not waited for. */
    private static void endWithStandardInput(OpenSearchNode node) {
        Thread watch = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    continue;
                }
            } catch (IOException gone) {
                // As good as its end.
            }
            Thread patience = new Thread(() -> {
                try {
                    TimeUnit.SECONDS.sleep(10);
                } catch (InterruptedException early) {
                    Thread.currentThread().interrupt();
                }
                Runtime.getRuntime().halt(1);
            }, "patience");
            patience.setDaemon(true);
            patience.start();
            try {
                node.close();
            } catch (IOException trouble) {
                Runtime.getRuntime().halt(1);
            }
            Runtime.getRuntime().halt(0);
        }, "standard input");
        // The node's own threads keep no program alive; this one does.
        watch.setDaemon(false);
        watch.start();
    }

    private int httpPort() {
        return port(injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress());
    }

    private int transportPort() {
        return port(injector().getInstance(TransportService.class).boundAddress().publishAddress());
    }

    private static int port(TransportAddress address) {
        return address.getPort();
    }
}
