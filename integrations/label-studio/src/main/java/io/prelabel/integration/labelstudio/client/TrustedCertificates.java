package io.prelabel.integration.labelstudio.client;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of certificates to trust beside those that the JDK trusts, for servers with a
 * company's or a self-signed certificate. Host names are verified all the same.
 */
public final class TrustedCertificates {
  private static final String PEM_BEGIN = "-----BEGIN CERTIFICATE-----";

  private TrustedCertificates() {}

  /**
   * Reads a PEM file with one or more certificates, or a PKCS12 file (told apart by content).
   *
   * @param password of the PKCS12 file; ignored for PEM
   * @throws PluginException {@code BAD_INPUT} where the file gives no certificate
   */
  public static SSLContext load(Path file, char[] password) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      Collection<Certificate> trusted =
          new String(bytes, StandardCharsets.ISO_8859_1).contains(PEM_BEGIN)
              ? pem(file)
              : pkcs12(file, password);
      if (trusted.isEmpty()) {
        throw unreadable(file, null);
      }
      trusted.addAll(ofTheJdk());
      return context(trusted);
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(file, e);
    }
  }

  private static Collection<Certificate> pem(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
    }
  }

  private static Collection<Certificate> pkcs12(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    Collection<Certificate> found = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      found.add(store.getCertificate(alias));
    }
    return found;
  }

  private static List<X509Certificate> ofTheJdk() throws GeneralSecurityException {
    for (TrustManager each : trustManagers(null)) {
      if (each instanceof X509TrustManager x509) {
        return List.of(x509.getAcceptedIssuers());
      }
    }
    return List.of();
  }

  private static SSLContext context(Collection<Certificate> trusted)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int number = 0;
    for (Certificate each : trusted) {
      store.setCertificateEntry("trusted-" + number++, each);
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trustManagers(store), null);
    return context;
  }

  private static TrustManager[] trustManagers(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static PluginException unreadable(Path file, @Nullable Throwable cause) {
    return new PluginException(
        FailureCategory.BAD_INPUT,
        "No certificate can be read from "
            + file.getFileName()
            + "; give a PEM file or a PKCS12 file with its password.",
        cause);
  }
}
