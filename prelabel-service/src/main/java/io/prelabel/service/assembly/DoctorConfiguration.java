package io.prelabel.service.assembly;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The settings alone: what is wrong can be told without loading or starting anything. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties({ModelProperties.class, JobProperties.class})
public class DoctorConfiguration {}
